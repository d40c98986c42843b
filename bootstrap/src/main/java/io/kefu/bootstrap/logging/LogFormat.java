package io.kefu.bootstrap.logging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How log events are written. The setting is read before the configuration, because logging begins earlier. */
public enum LogFormat {
    /** A line of text for people. */
    TEXT,
    /** A line of JSON for log collectors. */
    JSON;

    /** The name of the environment variable. */
    public static final String VARIABLE = "KEFU_LOG_FORMAT";

    private static final String PROPERTY = "kefu.log.format";

    /** The configured format; {@link #TEXT} by default, empty if the setting has another value. */
    public static Optional<LogFormat> configured() {
        return of(System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, "text")));
    }

    static Optional<LogFormat> of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findAny();
    }
}
