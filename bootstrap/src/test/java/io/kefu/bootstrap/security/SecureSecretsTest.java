package io.kefu.bootstrap.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.AccessToken;
import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.user.UserId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecureSecretsTest {
    private final SecureSecrets secrets = new SecureSecrets();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 16, 31, 32, 33})
    void createsTextOfTheRequestedLength(int length) {
        String text = secrets.text(length);
        assertThat(Base64Url.isText(text, 0, length)).as(text).isTrue();
    }

    @Test
    void createsSecretsOfAccessTokens() {
        assertThat(AccessToken.parse(AccessToken.of(new UserId("a"), secrets.text(AccessToken.SECRET_LENGTH))
                        .value()))
                .isPresent();
    }

    @Test
    void usesTheWholeAlphabetWithoutRepetition() {
        Set<String> texts = new HashSet<>();
        Set<Integer> letters = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String text = secrets.text(33);
            texts.add(text);
            letters.add((int) text.charAt(32));
        }
        assertThat(texts).hasSize(1_000);
        assertThat(letters).hasSize(64);
    }
}
