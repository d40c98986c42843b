package io.kefu.bootstrap.startup;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting whose text can't be converted to its type. It is read from the message of Micronaut's exception, because {@code
 * DependencyInjectionException} has no accessor for the name, the value or the type.
 */
record UnconvertedSetting(String property, String value, String type) {

    private static final Pattern MESSAGE = Pattern.compile(
            "Error resolving property value \\[([^]]+)]\\. Unable to convert value \\[(.*?)] to target type \\[([^]]+)]");

    private static final Pattern SECRET = Pattern.compile("password|secret|token|key|uri", Pattern.CASE_INSENSITIVE);

    static Optional<UnconvertedSetting> in(String message) {
        Matcher matcher = MESSAGE.matcher(message);
        return matcher.find()
                ? Optional.of(new UnconvertedSetting(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    String sentence() {
        return setting() + ": " + shownValue() + " can't be used: expected " + expected();
    }

    // The port is the only setting whose variable is shorter than the name of its property.
    private String setting() {
        String variable = property.equals("micronaut.server.port")
                ? "KEFU_PORT"
                : property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return variable + " (" + property + ")";
    }

    private String shownValue() {
        return SECRET.matcher(property).find() ? "its value (not shown)" : "'" + value + "'";
    }

    private String expected() {
        return switch (type) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double", "float", "Float" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "a duration such as 30s, 5m or 12h";
            default -> "a value of the type " + type;
        };
    }
}
