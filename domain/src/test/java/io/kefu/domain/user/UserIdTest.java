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
    @ValueSource(strings = {"a", "kefu001", "Support", "a.b_c-d@example.com", "-"})
    void comesBackAsItWas(String text) {
        assertThat(new UserId(text)).hasToString(text).isEqualTo(UserId.of("to_user_id", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a{b}", "a\n", "客户", "support", "system", "online", "general"})
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
    void isOrderedByItsCharacters() {
        assertThat(new UserId("Z")).isLessThan(new UserId("a"));
    }
}
