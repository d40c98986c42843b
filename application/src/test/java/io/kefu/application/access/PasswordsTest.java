package io.kefu.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Résumé-épée", "한국어비밀번호입니다", "パスワードがぎぐ", "Ấn-mật-khẩu", "密码 🦊 password", "Ångström-ﬁle"})
    void composedAndDecomposedCharactersAreTheSamePassword(String password) {
        String form = Passwords.normalized(password);
        assertThat(Passwords.normalized(Normalizer.normalize(password, Form.NFC)))
                .isEqualTo(form);
        assertThat(Passwords.normalized(Normalizer.normalize(password, Form.NFD)))
                .isEqualTo(form);
        assertThat(Passwords.normalized(form)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({"ｐａｓｓ１２３！, pass123!", "ﾊﾟｽﾜｰﾄﾞ, パスワード", "￥￠, ¥¢", "㍿, 株式会社"})
    void fullAndHalfWidthCharactersAreTheSamePassword(String one, String other) {
        assertThat(Passwords.normalized(one)).isEqualTo(Passwords.normalized(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u1680", "\u2003", "\u2009", "\u202f", "\u205f", "\u3000"})
    void allSpaceCharactersAreTheSamePassword(String space) {
        assertThat(Passwords.normalized("a" + space + "b")).isEqualTo("a b");
    }

    @Test
    void caseAndDifferentCharactersMatter() {
        assertThat(Passwords.normalized("Password")).isNotEqualTo(Passwords.normalized("password"));
        assertThat(Passwords.normalized("resume")).isNotEqualTo(Passwords.normalized("résumé"));
        assertThat(Passwords.normalized(" a ")).isEqualTo(" a ");
    }

    @Test
    void theLengthCountsCodePointsOfTheNormalizedPassword() {
        assertThat(Passwords.requireChoosable("password", "😀".repeat(8))).isNotEmpty();
        assertThat(Passwords.requireChoosable("password", "😀".repeat(128))).isNotEmpty();
        assertThat(Passwords.requireChoosable("password", "e\u0301".repeat(128)))
                .isNotEmpty();
        assertThat(reasonFor("😀".repeat(129))).isEqualTo(Reason.LENGTH);
        assertThat(reasonFor("😀".repeat(7))).isEqualTo(Reason.LENGTH);
        assertThat(reasonFor("e\u0301".repeat(7))).isEqualTo(Reason.LENGTH);
        assertThat(reasonFor("\ufdfa".repeat(100))).isEqualTo(Reason.LENGTH);
        assertThat(reasonFor("x".repeat(100_000))).isEqualTo(Reason.LENGTH);
        assertThat(reasonFor("")).isEqualTo(Reason.LENGTH);
        assertThat(reasonFor("password\ud83d")).isEqualTo(Reason.LENGTH);
    }

    private static Reason reasonFor(String password) {
        Reason[] reason = new Reason[1];
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> Passwords.requireChoosable("password", password))
                .satisfies(
                        refusal -> reason[0] = refusal.violations().getFirst().reason());
        return reason[0];
    }
}
