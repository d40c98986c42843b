package io.kefu.badfixtures.timeandrandomnesscomethroughports.domain.message;

import java.util.UUID;

final class BadUuid {

    UUID value() {
        return UUID.randomUUID();
    }
}
