package io.kefu.badfixtures.timeandrandomnesscomethroughports.redis.presence;

final class BadLease {

    long end() {
        return System.currentTimeMillis() + 45_000;
    }
}
