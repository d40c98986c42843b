package io.kefu.bootstrap.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class Argon2PasswordHasherTest {
    private final Semaphore permits = new Semaphore(1, true);
    private final PasswordHasher hasher = new Argon2PasswordHasher(permits, Duration.ZERO, new SecureSecrets());

    @Test
    void writesItsParametersIntoTheHash() {
        assertThat(hasher.hash("password123"))
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void matchesOnlyTheSamePassword() {
        String hash = hasher.hash("密码 🦊 password");
        assertThat(hasher.matches("密码 🦊 password", hash)).isTrue();
        assertThat(hasher.matches("密码 🦊 Password", hash)).isFalse();
        assertThat(hasher.matches("", hash)).isFalse();
        assertThat(hasher.matches("密码\u3000🦊\u00a0ｐａｓｓｗｏｒｄ", hash)).isTrue();
    }

    @Test
    void usesANewSaltForEachHash() {
        assertThat(hasher.hash("password123")).isNotEqualTo(hasher.hash("password123"));
    }

    @Test
    void checksAHashWithItsOwnParameters() {
        String weaker = "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$";
        String hash = Password.hash("password123")
                .addSalt("saltsaltsaltsalt")
                .with(Argon2Function.getInstance(64, 1, 1, 32, Argon2.ID))
                .getResult();
        assertThat(hash).startsWith(weaker);
        assertThat(hasher.matches("password123", hash)).isTrue();
        assertThat(hasher.matches("password124", hash)).isFalse();
    }

    @Test
    void providesAHashForUnknownUsersThatMatchesNoPassword() {
        String unknown = hasher.unknown();
        assertThat(unknown)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .hasSameSizeAs(hasher.hash("password123"))
                .isEqualTo(hasher.unknown());
        assertThat(hasher.matches("", unknown)).isFalse();
    }

    @Test
    void refusesWhenNoPermitBecomesFree() {
        String hash = hasher.hash("password123");
        permits.acquireUninterruptibly();
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> hasher.matches("password123", hash))
                .returns(ErrorCode.SERVICE_UNAVAILABLE, DomainException::code)
                .returns(Duration.ofSeconds(1), DomainException::retryAfter);
        permits.release();
        assertThat(hasher.matches("password123", hash)).isTrue();
    }

    @Test
    void returnsThePermitAfterAFailure() {
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> hasher.matches("password123", "nonsense"));
        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    @Test
    void refusesWhenInterruptedAndKeepsTheInterrupt() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> hasher.hash("password123"))
                .returns(ErrorCode.SERVICE_UNAVAILABLE, DomainException::code);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesZeroPermits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Argon2PasswordHasher(0, Duration.ofSeconds(1), new SecureSecrets()));
    }
}
