package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

final class BadNanos {

    long value() {
        return System.nanoTime();
    }
}
