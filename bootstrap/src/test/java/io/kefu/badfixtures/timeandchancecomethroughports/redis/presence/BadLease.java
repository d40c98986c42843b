package io.kefu.badfixtures.timeandchancecomethroughports.redis.presence;

final class BadLease {

    long end() {
        return System.currentTimeMillis() + 45_000;
    }
}
