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
 * The commands of Bucket4j on the connection that all adapters share. The library's own adapters would need a further
 * connection with bytes as values, and differ for a single server and a Cluster.
 *
 * <p>Keys are strings. Their type is {@code Object} because the library creates arrays of that type.
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

    /** The library's scripts return a boolean. The caller chooses the type parameter. */
    @SuppressWarnings("unchecked")
    private static <V> CommandOutput<String, String, V> output(ScriptOutputType type) {
        if (type != ScriptOutputType.BOOLEAN) {
            throw new IllegalArgumentException("Bucket4j expects an unknown type of reply: " + type);
        }
        return (CommandOutput<String, String, V>) new BooleanOutput<>(StringCodec.UTF8);
    }
}
