package io.kefu.badfixtures.usecasesdoonething.application.session;

public final class BadMixture {

    public void open() {}

    public static int sum(int one, int other) {
        return one + other;
    }
}
