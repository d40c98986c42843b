package io.kefu.badfixtures.timeandrandomnesscomethroughports.redis.presence;

final class GoodElapsed {

    long nanos() {
        return System.nanoTime();
    }
}
