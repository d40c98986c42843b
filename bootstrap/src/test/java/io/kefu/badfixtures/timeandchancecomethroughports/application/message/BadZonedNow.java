package io.kefu.badfixtures.timeandchancecomethroughports.application.message;

import java.time.LocalDate;
import java.time.ZoneOffset;

final class BadZonedNow {

    LocalDate value() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
