package io.kefu.bootstrap.security;

import io.kefu.application.access.port.Secrets;
import io.kefu.domain.conversation.Base64Url;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Random texts from the JDK's cryptographic random source. */
@Singleton
public final class SecureSecrets implements Secrets {
    private final SecureRandom random = new SecureRandom();

    @Override
    public String text(int length) {
        byte[] bytes = new byte[(length * 6 + 7) / 8];
        random.nextBytes(bytes);
        return Base64Url.encode(bytes).substring(0, length);
    }
}
