package io.kefu.bootstrap.security;

import io.kefu.application.access.port.Secrets;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/** Random texts from the JDK's cryptographic random source. */
@Singleton
public final class SecureSecrets implements Secrets {
    private final SecureRandom random = new SecureRandom();

    @Override
    public String text(int length) {
        byte[] bytes = new byte[(length * 6 + 7) / 8];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, length);
    }
}
