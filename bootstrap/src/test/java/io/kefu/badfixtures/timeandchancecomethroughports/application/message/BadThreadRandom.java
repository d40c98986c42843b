package io.kefu.badfixtures.timeandchancecomethroughports.application.message;

import java.util.concurrent.ThreadLocalRandom;

final class BadThreadRandom {

    int value() {
        return ThreadLocalRandom.current().nextInt();
    }
}
