package io.kefu.badfixtures.timeandchancecomethroughports.application.message;

final class BadMillis {

    long value() {
        return System.currentTimeMillis();
    }
}
