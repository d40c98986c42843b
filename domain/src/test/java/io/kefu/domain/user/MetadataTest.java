package io.kefu.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.error.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"键\":\"😀\"}", "{\"a\":{\"b\":[1,null]}}"})
    void comesBackAsItWas(String json) {
        assertThat(new Metadata(json).json()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "1", "\"{}\"", "{\n}"})
    void isAnObjectOnOneLine(String json) {
        assertThatExceptionOfType(DomainException.class).isThrownBy(() -> new Metadata(json));
    }

    @Test
    void levelsAreCountedOutsideOfTexts() {
        String deepest = "{\"a\":".repeat(16) + "\"{[\\\"[[\"" + "}".repeat(16);
        assertThat(new Metadata(deepest).json()).isEqualTo(deepest);
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> new Metadata("{\"a\":".repeat(15) + "[[1]]" + "}".repeat(15)));
    }

    @Test
    void bytesAreCounted() {
        String longest = "{\"" + "键".repeat(1_363) + "\":1}";
        assertThat(new Metadata(longest).json()).isEqualTo(longest);
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> new Metadata("{\"" + "键".repeat(1_364) + "\":1}"));
    }
}
