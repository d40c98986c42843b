package io.kefu.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
    private static final UserId KEFU = new UserId("kefu001");
    private static final String SECRET = "abcdefghijklmnopqrstuvwxyz-_0123";

    @Test
    void aTokenIsParsedUnchanged() {
        AccessToken token = AccessToken.of(KEFU, SECRET);
        assertThat(token.value()).startsWith("tok_").endsWith(SECRET).hasSize(38);
        assertThat(AccessToken.parse(token.value())).contains(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kefu001", "kefu002", "a", "user_AAAAAAAAAAAAAAAA", "x@y.z-_"})
    void aTokenContainsTheGroupOfItsUser(String id) {
        UserId user = new UserId(id);
        assertThat(AccessToken.of(user, SECRET).digest().group())
                .isEqualTo(AccessToken.groupOf(user))
                .isBetween(0, 4_095);
    }

    @Test
    void aTokenIsNeverPrintedOrStored() {
        AccessToken token = AccessToken.of(KEFU, SECRET);
        assertThat(token.toString()).doesNotContain(SECRET);
        assertThat(token.digest().toString()).doesNotContain(SECRET);
        assertThat(token.digest().hash()).hasSize(43);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tok_", "tok_abc", "abcdefghijklmnopqrstuvwxyz-_0123456789", "sess_AAAAAAAAAAAAAAAA"})
    void otherTextsAreNotParsed(String text) {
        assertThat(AccessToken.parse(text)).isEmpty();
    }

    @Test
    void aTokenOfAnotherLengthOrAlphabetIsNotParsed() {
        String value = AccessToken.of(KEFU, SECRET).value();
        assertThat(AccessToken.parse(value + "A")).isEmpty();
        assertThat(AccessToken.parse(value.substring(1))).isEmpty();
        assertThat(AccessToken.parse(value.substring(0, 37) + "+")).isEmpty();
        assertThat(AccessToken.parse(value.substring(0, 37) + "é")).isEmpty();
    }

    @Test
    void aSecretOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AccessToken.of(KEFU, "short"));
    }
}
