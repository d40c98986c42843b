package io.kefu.bootstrap.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kefu.domain.user.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    @Test
    void keepsAValidName() {
        assertThat(Claims.name("张三 🦊")).isEqualTo("张三 🦊");
    }

    @Test
    void removesInvalidCharactersFromAName() {
        assertThat(Claims.name(" \u0000A\nB\u0085 ")).isEqualTo("AB");
        assertThat(Claims.name(" \t\n")).isNull();
        assertThat(Claims.name("\u3000")).isNull();
        assertThat(Claims.name(null)).isNull();
        assertThat(Claims.name(42L)).isNull();
        assertThat(Claims.name("A\ud83dB\ude00")).isEqualTo("AB");
        assertThat(Claims.name("\ud83d")).isNull();
        assertThat(Claims.name("")).isNull();
        assertThat(Claims.name("\ud83e")).isNull();
        assertThat(Claims.name("\udd8a张\ud83e")).isEqualTo("张");
        assertThat(Claims.name(List.of("A"))).isNull();
    }

    @Test
    void cutsALongNameBetweenCharacters() {
        assertThat(Claims.name("张".repeat(65))).isEqualTo("张".repeat(64));
        assertThat(Claims.name("a" + "🦊".repeat(63))).isEqualTo("a" + "🦊".repeat(63));
        assertThat(Claims.name("a" + "🦊".repeat(70))).isEqualTo("a" + "🦊".repeat(63));
        assertThat(Claims.name("a".repeat(63) + "  b")).isEqualTo("a".repeat(63));
    }

    @Test
    void keepsAValidAddress() {
        assertThat(Claims.email("zhangsan@例子.测试")).isEqualTo("zhangsan@例子.测试");
        assertThat(Claims.email(42L)).isNull();
        assertThat(Claims.email("a\ud83d@b")).isNull();
        assertThat(Claims.email(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "@b", "ab", "a@b@c", "a @b", "a\n@b", "a@b\u0000", "\ud83e@b"})
    void dropsAnInvalidAddress(String text) {
        assertThat(Claims.email(text)).isNull();
    }

    @Test
    void dropsATooLongAddress() {
        assertThat(Claims.email("a".repeat(252) + "@b")).isNotNull();
        assertThat(Claims.email("a".repeat(253) + "@b")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"张三", " \u0000A\nB\u0085 ", "\u2028x", "\u200b", "a\u00a0b@c", "a\u3000@b", "\ud83e@b"})
    void returnsOnlyValuesThatAUserMayHave(String text) {
        String name = Claims.name(text);
        assertThatCode(() -> Profile.named("a").withUsername(name).withEmail(Claims.email(text)))
                .doesNotThrowAnyException();
    }
}
