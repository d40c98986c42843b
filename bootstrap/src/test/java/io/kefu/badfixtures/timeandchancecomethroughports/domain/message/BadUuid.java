package io.kefu.badfixtures.timeandchancecomethroughports.domain.message;

import java.util.UUID;

final class BadUuid {

    UUID value() {
        return UUID.randomUUID();
    }
}
