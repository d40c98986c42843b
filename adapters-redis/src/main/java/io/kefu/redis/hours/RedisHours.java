package io.kefu.redis.hours;

import static io.lettuce.core.ScriptOutputType.INTEGER;

import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.hours.port.Hours;
import io.kefu.domain.hours.WorkingHours;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.script.LuaScript;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Working hours as one document in Redis, and a copy of it in the memory of the node. The node reads it again when an event comes,
 * when a subscription is restored, and with {@link #check}, which is called at intervals.
 */
@Singleton
public final class RedisHours implements Hours, StoreReplacement {
    private static final Logger LOG = LoggerFactory.getLogger(RedisHours.class);
    private static final String VERSION = "v";
    private static final String DOCUMENT = "d";

    private final Redis redis;
    private final LuaScript replace;
    private final List<Consumer<Versioned>> listeners = new CopyOnWriteArrayList<>();
    private volatile Versioned current = Versioned.NONE;

    /** Subscribes to changes and reads the hours. Blocks. */
    public RedisHours(Redis redis, Channels channels) {
        this.redis = redis;
        this.replace = LuaScript.of(redis, "replace_hours", INTEGER);
        Channels.Decoder<Boolean> decoder = new Channels.Decoder<>(text -> Optional.of(true), true);
        redis.await(redis.guard(channels.subscribe(redis.keys().hours(), decoder, changed -> forget())));
        redis.await(check());
    }

    @Override
    public Versioned current() {
        return current;
    }

    @Override
    public Optional<Versioned> replace(WorkingHours hours, OptionalLong known) {
        long version = redis.await(replace.run(
                List.of(GlobalKeys.HOURS),
                known.isPresent() ? Long.toString(known.getAsLong()) : "",
                HoursCodec.json(hours),
                redis.publishCommand(),
                redis.keys().hours()));
        if (version == 0) {
            return Optional.empty();
        }
        redis.await(check());
        return Optional.of(new Versioned(version, hours));
    }

    @Override
    public void watch(Consumer<Versioned> listener) {
        listeners.add(listener);
    }

    /** Reads the hours again, because they may have changed. Does not block. */
    @Override
    public void forget() {
        var unused = check().exceptionally(failure -> {
            LOG.warn("Could not read the working hours; will retry within seconds: {}", failure.toString());
            return null;
        });
    }

    /** Reads the hours again. To be called at intervals, because events may be lost. Does not block; one round trip. */
    public CompletionStage<Void> check() {
        return redis.guard(redis.commands().hmget(GlobalKeys.HOURS, VERSION, DOCUMENT))
                .thenAccept(fields -> {
                    long version = Long.parseLong(fields.get(0).getValueOrElse("0"));
                    String document = fields.get(1).getValueOrElse("");
                    put(document.isEmpty() ? Versioned.NONE : new Versioned(version, HoursCodec.hours(document)));
                });
    }

    private synchronized void put(Versioned read) {
        if (!Objects.equals(current, read)) {
            current = read;
            listeners.forEach(listener -> listener.accept(read));
        }
    }
}
