package io.kefu.bootstrap.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micronaut.json.JsonSyntaxException;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IJsonReaderTest {
    private final IJsonReader reader = new IJsonReader();

    private JsonNode read(byte[] bytes) {
        try {
            return reader.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(String text) {
        return read(text.getBytes(UTF_8));
    }

    private void assertRefused(byte[] bytes) {
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> reader.read(bytes));
    }

    @Test
    void readsEveryKindOfValue() {
        JsonNode array = read(" [1, -2.5, true, false, null, \"中😀\\ud83d\\ude00\\u0000\", {}, 1e3] \r\n\t");
        List<JsonNode> values = new ArrayList<>();
        array.values().forEach(values::add);
        assertThat(values.get(0).getValue()).isEqualTo(1);
        assertThat(values.get(1).getValue()).isEqualTo(-2.5);
        assertThat(values.get(2).getBooleanValue()).isTrue();
        assertThat(values.get(4).isNull()).isTrue();
        assertThat(values.get(5).getStringValue()).isEqualTo("中😀😀\u0000");
        assertThat(values.get(6).isObject()).isTrue();
        assertThat(values.get(7).getDoubleValue()).isEqualTo(1000);
        assertThat(read("null").isNull()).isTrue();
        assertThat(read("\"text\"").getStringValue()).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"\\ud83d\"}",
                "{\"a\": \"\\ude00\"}",
                "{\"a\": \"\\ude00\\ud83d\"}",
                "{\"a\": \"\\uD83Dx\"}",
                "{\"a\": \"\\ud83d\\ud83d\\ude00\"}",
                "{\"\\ud83d\": 1}",
                "{\"a\": {\"b\": [{\"\\udfff\": 1}]}}",
                "[[[\"x\\ud800\"]]]",
                "\"\\udbff\""
            })
    void refusesLoneSurrogates(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    /** Invalid bytes: overlong forms, surrogates, code points beyond Unicode, and truncated or stray bytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "C080", "C1BF", "E08080", "F0808080", "C0AF", "EDA080", "EDBFBF", "EDA0BDEDB880", "F4908080",
                        "F5808080",
                "F888808080", "FC8480808080", "80", "BF", "C2", "E4B8", "F09F98", "FE", "FF", "C220"
            })
    void refusesInvalidUtf8(String hex) {
        byte[] inner = HexFormat.of().parseHex(hex);
        byte[] text = concat("{\"a\": \"".getBytes(UTF_8), inner, "\"}".getBytes(UTF_8));
        assertRefused(text);
        assertRefused(concat("{\"".getBytes(UTF_8), inner, "\": 1}".getBytes(UTF_8)));
        assertRefused(concat("{}".getBytes(UTF_8), inner));
    }

    static Stream<Charset> otherEncodings() {
        return Stream.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"));
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void refusesOtherEncodings(Charset encoding) {
        assertRefused("{\"a\": 1}".getBytes(encoding));
        assertRefused("\ufeff{\"a\": 1}".getBytes(encoding));
    }

    @Test
    void refusesAByteOrderMark() {
        assertRefused("\ufeff{\"a\": 1}".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}}",
                "{} {}",
                "{}x",
                "{},",
                "1 2",
                "[1]]",
                "null null",
                "{} \u0000",
                "{}\u00a0",
                "{\"a\": 1,}",
                "[1,]",
                "[,1]",
                "{\"a\" 1}",
                "{a: 1}",
                "{'a': 1}",
                "{\"a\": 'x'}",
                "{\"a\": 01}",
                "{\"a\": -01}",
                "{\"a\": +1}",
                "{\"a\": .5}",
                "{\"a\": 1.}",
                "{\"a\": 0x1}",
                "{\"a\": 1e}",
                "{\"a\": NaN}",
                "{\"a\": Infinity}",
                "{\"a\": -Infinity}",
                "{\"a\": True}",
                "{\"a\": undefined}",
                "{\"a\": 1} // x",
                "{/* x */\"a\": 1}",
                "# x\n{}",
                "{\"a\": \"\n\"}",
                "{\"a\": \"\t\"}",
                "{\"a\": \"\\x41\"}",
                "{\"a\": \"\\u12\"}",
                "{\"a\": \"x}"
            })
    void refusesInvalidJson(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"a\": 1}",
                "{\"a\": null, \"b\": 2, \"a\": null}",
                "{\"a\": 1, \"\\u0061\": 2}",
                "{\"x\": [{\"y\": {\"a\": 1, \"a\": 2}}]}",
                "{\"😀\": 1, \"\\ud83d\\ude00\": 2}",
                "{\"\": 1, \"\": 2}"
            })
    void refusesDuplicateNames(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    @Test
    void acceptsTheSameNameInDifferentObjects() {
        assertThat(read("{\"a\": {\"a\": 1}, \"b\": [{\"a\": 1}, {\"a\": 2}]}").size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "1e309",
                "-1e-999",
                "0.1e-400",
                "1e-324",
                "1e99999999999",
                "1e-99999999999",
                "9007199254740993",
                "-9007199254740993",
                "1234567890123456789",
                "18446744073709551615",
                "3.141592653589793238462643383279",
                "0.12345678901234567890123"
            })
    void refusesNumbersThatADoubleCannotHold(String number) {
        assertRefused(number.getBytes(UTF_8));
        assertRefused(("{\"a\": [" + number + "]}").getBytes(UTF_8));
    }

    @Test
    void refusesNumbersOfTooManyDigits() {
        assertRefused("1".repeat(1_000_000).getBytes(UTF_8));
        assertRefused(("0." + "0".repeat(1_000)).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "0e999999",
                "0.1",
                "0.10",
                "1.50",
                "1E2",
                "1e+2",
                "9007199254740991",
                "9007199254740992",
                "-9007199254740992",
                "999999999999999",
                "0.30000000000000004",
                "0.10000000000000001",
                "1.7976931348623157e308",
                "5e-324",
                "4.9e-324",
                "1e22",
                "1e23",
                "10000000000000000000000",
                "123456789.12345678"
            })
    void acceptsNumbersThatADoubleHolds(String number) {
        assertThat(read(number).getDoubleValue() + 0.0).isEqualTo(Double.parseDouble(number) + 0.0);
    }

    @Test
    void limitsTheDepth() {
        int most = IJsonReader.MAX_DEPTH;
        assertThat(read("[".repeat(most) + "]".repeat(most)).isArray()).isTrue();
        assertRefused(("[".repeat(most + 1) + "]".repeat(most + 1)).getBytes(UTF_8));
        assertRefused("[".repeat(60_000).getBytes(UTF_8));
        assertRefused("{\"a\":".repeat(60_000).getBytes(UTF_8));
    }

    private static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
