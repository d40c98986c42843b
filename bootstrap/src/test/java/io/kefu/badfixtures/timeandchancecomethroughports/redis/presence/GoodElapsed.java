package io.kefu.badfixtures.timeandchancecomethroughports.redis.presence;

final class GoodElapsed {

    long nanos() {
        return System.nanoTime();
    }
}
