package io.kefu.redis.block;

import static io.lettuce.core.ScriptOutputType.INTEGER;
import static io.lettuce.core.ScriptOutputType.MULTI;

import io.kefu.application.block.port.Blocks;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.block.Block;
import io.kefu.domain.block.BlockId;
import io.kefu.domain.block.BlockTable;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks in one slot of Redis, and a copy of them in the memory of the node. Each change has the next number and is published. A
 * node that finds a gap in the numbers reads all blocks again. It finds a gap when an event comes, when a subscription is
 * restored, and with {@link #check}, which is called at intervals.
 */
@Singleton
public final class RedisBlocks implements Blocks, StoreReplacement {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBlocks.class);

    /** How many blocks that have ended one script removes; this takes a few milliseconds. */
    private static final int BATCH = 1_000;

    private static final int EVENT_FIELDS = 3;
    private static final long ALREADY_BLOCKED = -1;

    private static final List<String> KEYS = List.of(
            GlobalKeys.BLOCKS, GlobalKeys.BLOCKS_BY_CREATION, GlobalKeys.BLOCKS_BY_END, GlobalKeys.BLOCKS_VERSION);

    private final Redis redis;
    private final LuaScript add;
    private final LuaScript replace;
    private final LuaScript remove;
    private final LuaScript list;
    private final LuaScript readAll;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private volatile BlockTable table = new BlockTable(List.of());
    /** The number of the last change in the table. Guarded by this object, like the two fields below. */
    private long version;
    /** The highest number of a change whose event came after the last read began. */
    private long heard;

    private boolean isReading;

    /** Subscribes to the changes and reads all blocks. Blocks. */
    public RedisBlocks(Redis redis, Channels channels) {
        this.redis = redis;
        this.add = script("add_block", INTEGER);
        this.replace = script("replace_block", INTEGER);
        this.remove = script("remove_block", INTEGER);
        this.list = script("list_blocks", MULTI);
        this.readAll = script("read_blocks", MULTI);
        Channels.Decoder<Optional<Event>> decoder =
                new Channels.Decoder<>(text -> Optional.of(Optional.of(Event.of(text))), Optional.empty());
        redis.await(redis.guard(channels.subscribe(
                redis.keys().blocks(), decoder, event -> event.ifPresentOrElse(this::received, this::forget))));
        redis.await(read());
    }

    private LuaScript script(String name, ScriptOutputType output) {
        return LuaScript.of(redis, "blocks", name, output);
    }

    /**
     * A change as it is published.
     *
     * @param block the block as JSON; empty for a block that was removed
     */
    private record Event(long version, BlockId id, String block) {
        static Event of(String text) {
            String[] fields = text.split("\n", EVENT_FIELDS);
            return new Event(Long.parseLong(fields[0]), new BlockId(fields[1]), fields[2]);
        }
    }

    @Override
    public Added add(Block block, Instant now) {
        String json = BlockCodec.json(block);
        long number = redis.await(add.run(
                KEYS,
                block.id().value(),
                json,
                millis(block.createdAt()),
                end(block),
                millis(now),
                Integer.toString(MOST),
                redis.publishCommand(),
                redis.keys().blocks()));
        if (number <= 0) {
            return number == ALREADY_BLOCKED ? Added.ALREADY_BLOCKED : Added.FULL;
        }
        apply(new Event(number, block.id(), json));
        return Added.DONE;
    }

    @Override
    public boolean replace(Block known, Block changed) {
        String json = BlockCodec.json(changed);
        long number = redis.await(replace.run(
                KEYS,
                known.id().value(),
                BlockCodec.json(known),
                json,
                end(changed),
                redis.publishCommand(),
                redis.keys().blocks()));
        return number > 0 && apply(new Event(number, known.id(), json));
    }

    @Override
    public boolean remove(BlockId id) {
        long number = redis.await(remove.run(
                KEYS, id.value(), redis.publishCommand(), redis.keys().blocks()));
        return number > 0 && apply(new Event(number, id, ""));
    }

    /** Applies an own change. Reads all blocks if events of other changes before it have not come yet. Returns true. */
    private boolean apply(Event own) {
        received(own);
        if (isBehind(own.version())) {
            redis.await(read());
        }
        return true;
    }

    private synchronized boolean isBehind(long number) {
        return version < number;
    }

    @Override
    public Optional<Block> find(BlockId id, Instant now) {
        Optional<String> json =
                redis.await(redis.commands().hget(GlobalKeys.BLOCKS, id.value()).thenApply(Optional::ofNullable));
        return json.map(BlockCodec::block).filter(block -> block.isInForce(now));
    }

    @Override
    public Page<Block> page(PageRequest page, Instant now) {
        Reply reply;
        do {
            reply = redis.await(list.<Object>run(
                            KEYS,
                            millis(now),
                            Integer.toString(BATCH),
                            Long.toString(page.offset()),
                            Integer.toString(page.size()))
                    .thenApply(Reply::of));
        } while (reply.number(0) == BATCH);
        return new Page<>(reply.list(2).texts().stream().map(BlockCodec::block).toList(), reply.number(1));
    }

    @Override
    public BlockTable table() {
        return table;
    }

    @Override
    public void watch(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Reads all blocks again, because changes may have been missed, or the data may be other data. Does not block. */
    @Override
    public void forget() {
        var unused = read().exceptionally(failure -> {
            LOG.warn("Could not read the blocks; will retry within seconds: {}", failure.toString());
            return null;
        });
    }

    /** Reads all blocks again if the node has missed a change. To be called at intervals. Does not block; one round trip. */
    public CompletionStage<Void> check(Instant now) {
        table.removeEnded(now);
        return redis.commands().get(GlobalKeys.BLOCKS_VERSION).thenAccept(text -> {
            @Nullable String number = text;
            if (isOther(number == null ? 0 : Long.parseLong(number))) {
                forget();
            }
        });
    }

    private synchronized boolean isOther(long number) {
        return version != number;
    }

    /** Removes blocks that have ended from Redis. To be called at intervals by any node. Blocks. */
    public void removeEnded(Instant now) {
        var unused = page(new PageRequest(1, 1), now);
    }

    private synchronized void received(Event event) {
        heard = Math.max(heard, event.version());
        if (event.version() == version + 1) {
            version = event.version();
            if (event.block().isEmpty()) {
                table.remove(event.id());
                notifyListeners(new Change.Removed(event.id()));
            } else {
                Block block = BlockCodec.block(event.block());
                table.put(block);
                notifyListeners(new Change.New(block));
            }
        } else if (event.version() > version && !isReading) {
            forget();
        }
    }

    private synchronized CompletionStage<Void> read() {
        isReading = true;
        // The read contains every change that was published before.
        heard = 0;
        return redis.guard(readAll.<Object>run(KEYS))
                .thenApply(Reply::of)
                .whenComplete((reply, failure) -> finishReading())
                .thenAccept(this::replaceTable);
    }

    private synchronized void finishReading() {
        isReading = false;
    }

    private synchronized void replaceTable(Reply reply) {
        version = reply.number(0);
        table = new BlockTable(
                reply.list(1).texts().stream().map(BlockCodec::block).toList());
        notifyListeners(new Change.Reread());
        if (heard > version) {
            forget();
        }
    }

    private void notifyListeners(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    private static String end(Block block) {
        return block.until() == null ? "" : millis(block.until());
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
