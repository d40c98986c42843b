package io.kefu.bootstrap.security;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.kefu.application.access.Passwords;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.domain.error.DomainException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Argon2id with 19 MiB, two iterations and one lane, as OWASP's Password Storage Cheat Sheet advises. Hashes are texts
 * in the PHC format, which names the parameters, so that those of older hashes keep working should they change.
 *
 * <p>As each computation takes a core and its memory for a while, only so many run at a time; others wait in turn.
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

    private final Semaphore turns;
    private final Duration maxWait;
    private final String unknown;

    /**
     * Bounds the work.
     *
     * @param parallel how many passwords are hashed at a time; the number of cores is a good choice
     * @param maxWait how long to wait for a turn before refusing with {@code SERVICE_UNAVAILABLE}
     */
    public Argon2PasswordHasher(int parallel, Duration maxWait, Secrets secrets) {
        this(fair(parallel), maxWait, secrets);
    }

    /** For tests, which take the turns away. */
    Argon2PasswordHasher(Semaphore turns, Duration maxWait, Secrets secrets) {
        this.turns = turns;
        this.maxWait = maxWait;
        this.unknown = hash(secrets.text(32));
    }

    @Override
    public String hash(String password) {
        return inTurn(() -> Password.hash(Passwords.normalized(password))
                .addRandomSalt(SALT_BYTES)
                .with(FUNCTION)
                .getResult());
    }

    @Override
    public boolean matches(String password, String hash) {
        return inTurn(() ->
                Password.check(Passwords.normalized(password), hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    @Override
    public String unknown() {
        return unknown;
    }

    private <T> T inTurn(Supplier<T> work) {
        awaitTurn();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
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
