package io.kefu.bootstrap.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.kefu.domain.text.Texts;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON in one pass and refuses what is not I-JSON (RFC 7493): bytes that are not UTF-8, a byte order mark, texts and
 * names with lone surrogates, names that occur twice in an object, content after the value, and numbers that an IEEE 754
 * double cannot hold. Comments, single quotes, {@code NaN} and other extensions of JSON are refused as well. Thread-safe.
 */
final class IJsonReader {
    /** How deep objects and arrays may be nested. */
    static final int MAX_DEPTH = 64;

    /** The longest number, in characters. */
    private static final int MAX_NUMBER = 400;

    /** A decimal number of up to this many digits always survives the conversion to a double and back. */
    private static final int SAFE_DIGITS = 15;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    /**
     * Reads one value.
     *
     * @throws JsonSyntaxException for anything but I-JSON, also for no value at all
     */
    JsonNode read(byte[] utf8) throws IOException {
        CharBuffer text = decoded(utf8);
        try (JsonParser parser = factory.createParser(text.array(), text.arrayOffset(), text.remaining())) {
            JsonNode value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new JsonSyntaxException("Content after the value");
            }
            return value;
        } catch (JsonProcessingException malformed) {
            throw new JsonSyntaxException(malformed);
        }
    }

    /** The decoder refuses overlong forms, encoded surrogates and truncated sequences. */
    private static CharBuffer decoded(byte[] utf8) throws JsonSyntaxException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException malformed) {
            throw new JsonSyntaxException(malformed);
        }
    }

    private static JsonNode value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new JsonSyntaxException("No value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> JsonNode.createStringNode(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> JsonNode.createBooleanNode(true);
            case VALUE_FALSE -> JsonNode.createBooleanNode(false);
            case VALUE_NULL -> JsonNode.nullNode();
            default -> throw new JsonSyntaxException("No value");
        };
    }

    private static JsonNode object(JsonParser parser) throws IOException {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = wellFormed(parser.currentName());
            if (fields.put(name, value(parser, parser.nextToken())) != null) {
                throw new JsonSyntaxException("A name that occurs twice");
            }
        }
        return JsonNode.createObjectNode(fields);
    }

    private static JsonNode array(JsonParser parser) throws IOException {
        List<JsonNode> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(parser, token));
        }
        return JsonNode.createArrayNode(values);
    }

    private static String wellFormed(String text) throws JsonSyntaxException {
        if (!Texts.isWellFormed(text)) {
            throw new JsonSyntaxException("A surrogate without its other half");
        }
        return text;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        if (parser.getTextLength() > SAFE_DIGITS) {
            requireDouble(parser.getText());
        }
        return switch (parser.getNumberType()) {
            case INT -> JsonNode.createNumberNode(parser.getIntValue());
            case LONG -> JsonNode.createNumberNode(parser.getLongValue());
            default -> JsonNode.createNumberNode(parser.getBigIntegerValue());
        };
    }

    private static JsonNode fraction(JsonParser parser) throws IOException {
        requireDouble(parser.getText());
        return JsonNode.createNumberNode(parser.getDoubleValue());
    }

    /**
     * Refuses a number that is larger, smaller or more precise than a double can express (RFC 7493, section 2.2). The nearest
     * double, rounded to as many digits as the text has, must be the number that the text says.
     */
    private static void requireDouble(String text) throws JsonSyntaxException {
        double nearest = Double.parseDouble(text);
        if (Double.isInfinite(nearest) || !isRounded(nearest, text)) {
            throw new JsonSyntaxException("A number that a double cannot hold");
        }
    }

    private static boolean isRounded(double nearest, String text) {
        if (nearest == 0) {
            return text.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9');
        }
        BigDecimal given = new BigDecimal(text).stripTrailingZeros();
        return new BigDecimal(nearest).round(new MathContext(given.precision())).compareTo(given) == 0;
    }
}
