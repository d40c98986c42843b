package io.kefu.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {
    private static final String LONGEST = "x".repeat(UserId.MAX_LENGTH);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "kefu001",
                "Support",
                "a.b_c-d@example.com",
                "-",
                "...",
                "john+tag@example.com",
                "+8613800138000",
                "auth0|5f7c8ec7",
                "wx:oAbc_12",
                "a=b~c",
                "|:=~+@."
            })
    void comesBackAsItWas(String text) {
        assertThat(new UserId(text)).hasToString(text).isEqualTo(UserId.of("to_user_id", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a b", "a/b", "a\\b", "a,b", "a;b", "a%b", "a{b}", "a\n", "a\u0000", "a\"b", "a'b", "a<b", "a*b",
                "a!b", "a?b", "a#b", "a&b", "a$b", "a[b]", "a(b)", "a^b", "a`b", "客户", "ａ", "é", "\ud83d", ".", "..",
                "support", "system", "online", "general"
            })
    void refusesOtherForms(String text) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> UserId.of("to_user_id", text))
                .satisfies(refusal -> assertThat(refusal.violations())
                        .extracting(Violation::field)
                        .containsExactly("to_user_id"));
    }

    @Test
    void hasALongestForm() {
        assertThat(new UserId(LONGEST)).hasToString(LONGEST);
        assertThatExceptionOfType(DomainException.class).isThrownBy(() -> new UserId(LONGEST + "x"));
    }

    @Test
    void resemblesAReservedWordInAnyCase() {
        assertThat(new UserId("Support").resemblesReservedWord()).isTrue();
        assertThat(new UserId("SYSTEM").resemblesReservedWord()).isTrue();
        assertThat(new UserId("support1").resemblesReservedWord()).isFalse();
    }

    @Test
    void isOrderedByItsCharacters() {
        assertThat(new UserId("Z")).isLessThan(new UserId("a"));
    }
}
