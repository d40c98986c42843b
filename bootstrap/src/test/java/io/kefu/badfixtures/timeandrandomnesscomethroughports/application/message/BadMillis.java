package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

final class BadMillis {

    long value() {
        return System.currentTimeMillis();
    }
}
