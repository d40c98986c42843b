package io.kefu.redis.archive;

import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.file.port.FileContents;
import io.kefu.redis.Redis;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The connections of a node to Redis, to the archive and to the contents of files. The node dies after a number of calls: the last call takes effect, but
 * its answer does not arrive, and no further call is made.
 */
final class DyingNode {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final int lifetime;
    private final List<String> calls = new ArrayList<>();

    DyingNode(int lifetime) {
        this.lifetime = lifetime;
    }

    /** Signals that the node is dead. Nothing that handles exceptions handles it. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    /** The names of the calls so far. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    boolean isDead() {
        return calls.size() >= lifetime;
    }

    Redis redis(Redis alive, boolean isCluster) {
        @SuppressWarnings("unchecked")
        RedisClusterAsyncCommands<String, String> commands = (RedisClusterAsyncCommands<String, String>)
                wrap("redis", alive.commands(), interfaces(alive.commands().getClass()));
        return TestRedis.of(commands, alive.keys(), isCluster, TIMEOUT);
    }

    ConversationArchive archive(ConversationArchive alive) {
        return (ConversationArchive) wrap("archive", alive, ConversationArchive.class);
    }

    FileContents contents(FileContents alive) {
        return (FileContents) wrap("contents", alive, FileContents.class);
    }

    private Object wrap(String name, Object target, Class<?>... types) {
        InvocationHandler handler = (proxy, method, arguments) -> call(name, target, method, arguments);
        return Proxy.newProxyInstance(DyingNode.class.getClassLoader(), types, handler);
    }

    private static Class<?>[] interfaces(Class<?> type) {
        List<Class<?>> interfaces = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            interfaces.addAll(List.of(each.getInterfaces()));
        }
        return interfaces.stream().distinct().toArray(Class<?>[]::new);
    }

    private Object call(String name, Object target, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("digest")) {
            return method.invoke(target, arguments); // This is no call to a server.
        }
        if (isDead()) {
            throw new Death();
        }
        try {
            Object answer = method.invoke(target, arguments);
            if (answer instanceof CompletionStage<?> stage) {
                stage.toCompletableFuture().handle((value, failure) -> value).join();
            }
            calls.add(name + " " + method.getName());
            if (isDead()) {
                throw new Death();
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Runs what the node does until it ends or the node dies. */
    void live(Runnable life) {
        try {
            life.run();
        } catch (Death dead) {
            return;
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Death)) {
                throw e;
            }
        }
    }
}
