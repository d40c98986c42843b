package io.kefu.bootstrap.startup;

import io.kefu.bootstrap.embedded.AppendFsync;
import io.kefu.bootstrap.embedded.RedisProgram;
import io.micronaut.context.env.Environment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The settings of the embedded Redis, which are read before any bean exists. */
record EmbeddedRedisSettings(Path dataFolder, RedisProgram program, AppendFsync appendFsync) {

    static EmbeddedRedisSettings from(Environment environment) {
        return new EmbeddedRedisSettings(
                path("KEFU_DATA_DIR", "a folder", environment.getRequiredProperty("kefu.data-dir", String.class)),
                environment
                        .get("kefu.embedded-redis.program", String.class)
                        .map(value ->
                                RedisProgram.installedAt(path("KEFU_EMBEDDED_REDIS_PROGRAM", "a redis-server", value)))
                        .orElseGet(RedisProgram::bundled),
                appendFsync(environment.getRequiredProperty("kefu.embedded-redis.appendfsync", String.class)));
    }

    private static Path path(String setting, String target, String value) {
        if (value.isBlank()) {
            throw new WrongSettingException(setting + ": it is empty: expected the path of " + target);
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException malformed) {
            throw new WrongSettingException(setting + ": '" + value + "' is not a path: expected one of " + target);
        }
    }

    private static AppendFsync appendFsync(String value) {
        return switch (value) {
            case "always" -> AppendFsync.ALWAYS;
            case "everysec" -> AppendFsync.EVERYSEC;
            default ->
                throw new WrongSettingException(
                        "KEFU_EMBEDDED_REDIS_APPENDFSYNC: '" + value + "' is unknown: expected always or everysec");
        };
    }
}
