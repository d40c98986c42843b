package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

import java.time.LocalDate;
import java.time.ZoneOffset;

final class BadZonedNow {

    LocalDate value() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
