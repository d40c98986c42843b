package io.kefu.badfixtures.timeandchancecomethroughports.application.message;

final class BadNanos {

    long value() {
        return System.nanoTime();
    }
}
