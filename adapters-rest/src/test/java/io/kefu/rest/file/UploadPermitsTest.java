package io.kefu.rest.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.Test;

class UploadPermitsTest {
    private final UploadPermits permits = new UploadPermits(2);

    private UploadPermits.Permit acquire(String user) {
        return permits.acquire(new UserId(user));
    }

    @Test
    void oneUserGetsAtMostHalfOfThePermits() {
        UploadPermits.Permit first = acquire("a");
        Refusals.assertRefused(ErrorCode.RATE_LIMITED, () -> acquire("a"));
        acquire("b");
        Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> acquire("c"));
        first.endRequest();
        first.endRequest();
        acquire("a");
        Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> acquire("c"));
    }

    /** The upload of a client that has gone may still wait for the store of the contents. */
    @Test
    void aPermitIsHeldUntilReadingHasEnded() {
        UploadPermits.Permit permit = acquire("a");
        assertThat(permit.beginReading()).isTrue();
        permit.endRequest();
        Refusals.assertRefused(ErrorCode.RATE_LIMITED, () -> acquire("a"));
        permit.endReading();
        assertThat(permit.beginReading()).isFalse();
        acquire("a");
    }

    @Test
    void aPermitIsHeldUntilTheRequestIsOver() {
        UploadPermits.Permit permit = acquire("a");
        assertThat(permit.beginReading()).isTrue();
        permit.endReading();
        Refusals.assertRefused(ErrorCode.RATE_LIMITED, () -> acquire("a"));
        permit.endRequest();
        acquire("a");
    }
}
