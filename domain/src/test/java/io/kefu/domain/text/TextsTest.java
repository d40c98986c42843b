package io.kefu.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @Test
    void countsCodePoints() {
        assertThat(Texts.length("😀".repeat(501))).isEqualTo(501);
        assertThat(Texts.require("comment", "😀".repeat(10), 1, 10)).hasSize(20);
        assertThat(reasonFor("😀".repeat(11))).isEqualTo(Reason.LENGTH);
        assertThat(reasonFor("")).isEqualTo(Reason.LENGTH);
        assertThat(reasonFor("x".repeat(100_000))).isEqualTo(Reason.LENGTH);
    }

    @Test
    void refusesBlankTextsIfTheyAreNotAllowed() {
        assertThat(Texts.require("comment", "  ", 1, 10)).isEqualTo("  ");
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> Texts.requireNotBlank("comment", " \t\n", 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ud83da", "\ude00\ud83d", "\ud83d\ud83d\ude00", "😀\ude00"})
    void refusesLoneSurrogates(String text) {
        assertThat(Texts.isWellFormed(text)).isFalse();
        assertThat(reasonFor(text)).isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "中文", "😀", "a😀b😀", "\u0000\uffff\ufffd"})
    void acceptsSurrogatePairs(String text) {
        assertThat(Texts.isWellFormed(text)).isTrue();
    }

    private static Reason reasonFor(String text) {
        DomainException refusal =
                catchThrowableOfType(DomainException.class, () -> Texts.require("comment", text, 1, 10));
        return refusal.violations().stream().map(Violation::reason).findFirst().orElseThrow();
    }
}
