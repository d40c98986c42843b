package io.kefu.redis.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.redis.Redis;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A script of {@code resources/lua}, which the server runs as one atomic step. It is called by its digest. If the server does
 * not know the digest yet, the text is sent.
 */
public final class LuaScript {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1)
    };

    private final Redis redis;
    private final String text;
    private final String digest;
    private final ScriptOutputType output;
    private final Timer timer;
    private final @Nullable ScriptSpans spans;

    private LuaScript(Redis redis, String name, String text, ScriptOutputType output) {
        this.redis = redis;
        this.text = text;
        this.digest = redis.commands().digest(text);
        this.output = output;
        this.timer = Timer.builder("kefu.redis.script")
                .description("Time from sending a script to Redis until its answer")
                .tag("script", name)
                .serviceLevelObjectives(BOUNDS)
                .register(redis.meters());
        this.spans = redis.tracer() == null ? null : new ScriptSpans(redis.tracer(), name);
    }

    /** Reads a script by its file name without the extension. */
    public static LuaScript of(Redis redis, String name, ScriptOutputType output) {
        return of(redis, List.of(name), output);
    }

    /** Reads a script that is preceded by a file of shared functions. */
    public static LuaScript of(Redis redis, String base, String name, ScriptOutputType output) {
        return of(redis, List.of(base, name), output);
    }

    /** Reads a script that is preceded by files of shared functions. The last part is the script itself and names the timer. */
    public static LuaScript of(Redis redis, List<String> parts, ScriptOutputType output) {
        String text = parts.stream().map(LuaScript::read).collect(Collectors.joining());
        return new LuaScript(redis, parts.getLast(), text, output);
    }

    private static String read(String name) {
        try (InputStream in = LuaScript.class.getResourceAsStream("/lua/" + name + ".lua")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no script " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the script. All keys must share a slot. Does not block. */
    public <T> CompletionStage<T> run(List<String> keys, String... arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        return spans == null ? send(keyArray, arguments) : spans.trace(() -> send(keyArray, arguments));
    }

    private <T> CompletionStage<T> send(String[] keys, String... arguments) {
        long start = System.nanoTime();
        return redis.commands()
                .<T>evalsha(digest, output, keys, arguments)
                .whenComplete((reply, failure) -> timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS))
                .exceptionallyCompose(failure -> isUnknown(failure)
                        ? redis.commands().<T>eval(text, output, keys, arguments)
                        : CompletableFuture.failedStage(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof RedisNoScriptException
                || (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
    }
}
