package io.kefu.bootstrap.architecture;

import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.micronaut.configuration.lettuce.DefaultRedisConfiguration;
import io.micronaut.http.annotation.Controller;
import io.micronaut.websocket.WebSocketSession;
import io.netty.channel.Channel;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/**
 * Packages of libraries that rules forbid or allow.
 *
 * <p>Each name is taken from a class in that package. A rule that forbids a package which does not exist would always pass; with a
 * class, a misspelt or moved package does not compile.
 */
final class Libraries {

    static final String JSPECIFY = packageOf(NullMarked.class);
    static final String LETTUCE = packageOf(RedisClient.class);
    static final String BUCKET4J_ON_LETTUCE = packageOf(Bucket4jLettuce.class);
    static final String MICRONAUT_REDIS = packageOf(DefaultRedisConfiguration.class);
    static final String HTTP_ANNOTATIONS = packageOf(Controller.class);
    static final String WEBSOCKET = packageOf(WebSocketSession.class);
    static final String NETTY = Channel.class.getPackageName().replace(".channel", "..");
    static final String FILES = packageOf(Path.class);

    private Libraries() {}

    private static String packageOf(Class<?> member) {
        return member.getPackageName() + "..";
    }
}
