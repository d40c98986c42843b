package io.kefu.rest.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.Test;

class UploadPlacesTest {
    private final UploadPlaces places = new UploadPlaces(2);

    private UploadPlaces.Place take(String user) {
        return places.take(new UserId(user));
    }

    @Test
    void thereAreSoManyAndHalfOfThemForOneUser() {
        UploadPlaces.Place first = take("a");
        Refusals.assertRefused(ErrorCode.RATE_LIMITED, () -> take("a"));
        take("b");
        Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> take("c"));
        first.release();
        take("a");
        Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> take("c"));
    }

    /** A client that goes away while its upload waits for a silent bucket does not make room for another. */
    @Test
    void oneIsFreeWhenAllWhoHoldItHaveGivenItBack() {
        UploadPlaces.Place place = take("a");
        assertThat(place.hold()).isTrue();
        place.release();
        Refusals.assertRefused(ErrorCode.RATE_LIMITED, () -> take("a"));
        place.release();
        assertThat(place.hold()).isFalse();
        take("a");
    }
}
