package io.kefu.bootstrap;

import io.kefu.bootstrap.embedded.AppendFsync;
import io.micronaut.context.env.Environment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The settings of the embedded Redis, which are read before any bean exists. */
record EmbeddedRedisSettings(Path dataFolder, AppendFsync appendFsync) {

    static EmbeddedRedisSettings from(Environment environment) {
        return new EmbeddedRedisSettings(
                dataFolder(environment.getRequiredProperty("kefu.data-dir", String.class)),
                appendFsync(environment.getRequiredProperty("kefu.embedded-redis.appendfsync", String.class)));
    }

    private static Path dataFolder(String value) {
        if (value.isBlank()) {
            throw new WrongSettingException("KEFU_DATA_DIR: it is empty: expected the path of a folder");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException malformed) {
            throw new WrongSettingException("KEFU_DATA_DIR: '" + value + "' is not a path: expected one of a folder");
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
