package io.kefu.bootstrap.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.kefu.application.access.Passwords;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.domain.error.DomainException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Argon2id with 19 MiB, two iterations and one lane, as OWASP's Password Storage Cheat Sheet advises. Hashes have the PHC
 * format, which contains the parameters: if the parameters change, older hashes can still be checked.
 *
 * <p>A computation occupies a core and its memory for a while. The number of computations at the same time is bounded; further
 * callers wait in the order in which they came.
 */
public final class Argon2PasswordHasher implements PasswordHasher {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function FUNCTION =
            Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, LANES, HASH_BYTES, Argon2.ID);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore permits;
    private final Duration maxWait;
    private final String unknown;

    /**
     * Creates the hasher.
     *
     * @param parallel how many passwords are hashed at the same time; the number of cores is a good choice
     * @param maxWait how long a caller waits for a permit before it is refused with {@code SERVICE_UNAVAILABLE}
     */
    public Argon2PasswordHasher(int parallel, Duration maxWait, Secrets secrets) {
        this(fair(parallel), maxWait, secrets);
    }

    /** For tests, which hold the permits themselves. */
    Argon2PasswordHasher(Semaphore permits, Duration maxWait, Secrets secrets) {
        this.permits = permits;
        this.maxWait = maxWait;
        this.unknown = randomHash(secrets);
    }

    @Override
    public String hash(String password) {
        return withPermit(() -> Password.hash(Passwords.normalized(password))
                .addRandomSalt(SALT_BYTES)
                .with(FUNCTION)
                .getResult());
    }

    @Override
    public boolean matches(String password, String hash) {
        return withPermit(() ->
                Password.check(Passwords.normalized(password), hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    @Override
    public String unknown() {
        return unknown;
    }

    /** A hash that no known password has, in the usual format. Hashing a random password would delay the start. */
    private static String randomHash(Secrets secrets) {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        MEMORY_KIB,
                        ITERATIONS,
                        LANES,
                        base64(secrets.text(SALT_BYTES)),
                        base64(secrets.text(HASH_BYTES)));
    }

    private static String base64(String ascii) {
        return Base64.getEncoder().withoutPadding().encodeToString(ascii.getBytes(US_ASCII));
    }

    private <T> T withPermit(Supplier<T> work) {
        acquire();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw DomainException.unavailable(RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.unavailable(RETRY_AFTER);
        }
    }

    private static Semaphore fair(int parallel) {
        if (parallel < 1) {
            throw new IllegalArgumentException("At least one password must be hashed at a time");
        }
        return new Semaphore(parallel, true);
    }
}
