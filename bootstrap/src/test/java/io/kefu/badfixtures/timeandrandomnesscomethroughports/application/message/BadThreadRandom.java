package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

import java.util.concurrent.ThreadLocalRandom;

final class BadThreadRandom {

    int value() {
        return ThreadLocalRandom.current().nextInt();
    }
}
