package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

import java.util.Random;

final class BadRandom {

    int value() {
        return new Random().nextInt();
    }
}
