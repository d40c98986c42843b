package io.kefu.redis.auth;

import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.BooleanOutput;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

/**
 * What Bucket4j asks of Redis, on the connection that all adapters share: its own ways in would need one more
 * connection, whose values are bytes, and are written once for a single server and once for a cluster.
 *
 * <p>Keys are texts. They go by {@code Object} since the library makes arrays of that type of them.
 */
record BucketCommands(RedisClusterAsyncCommands<String, String> commands) implements RedisApi<Object> {

    @Override
    public <V> RedisFuture<V> eval(String script, ScriptOutputType type, Object[] keys, byte[][] arguments) {
        CommandArgs<String, String> args =
                new CommandArgs<>(StringCodec.UTF8).add(script).add(keys.length);
        for (Object key : keys) {
            args.addKey(key.toString());
        }
        for (byte[] argument : arguments) {
            args.add(argument);
        }
        return commands.dispatch(CommandType.EVAL, output(type), args);
    }

    @Override
    public RedisFuture<byte[]> get(Object key) {
        return commands.dispatch(
                CommandType.GET,
                new ByteArrayOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8).addKey(key.toString()));
    }

    @Override
    public RedisFuture<?> delete(Object key) {
        return commands.del(key.toString());
    }

    /** The library's scripts answer yes or no; the type parameter is what the caller takes that for. */
    @SuppressWarnings("unchecked")
    private static <V> CommandOutput<String, String, V> output(ScriptOutputType type) {
        if (type != ScriptOutputType.BOOLEAN) {
            throw new IllegalArgumentException("Bucket4j asks for an unexpected answer: " + type);
        }
        return (CommandOutput<String, String, V>) new BooleanOutput<>(StringCodec.UTF8);
    }
}
