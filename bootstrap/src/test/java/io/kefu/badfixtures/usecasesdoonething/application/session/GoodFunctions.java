package io.kefu.badfixtures.usecasesdoonething.application.session;

public final class GoodFunctions {

    private GoodFunctions() {}

    public static int sum(int one, int other) {
        return one + other;
    }

    public static int difference(int one, int other) {
        return one - other;
    }
}
