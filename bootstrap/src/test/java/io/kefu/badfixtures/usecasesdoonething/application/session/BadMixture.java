package io.kefu.badfixtures.usecasesdoonething.application.session;

import io.kefu.application.UseCase;

@UseCase
public final class BadMixture {

    public void open() {}

    public static int sum(int one, int other) {
        return one + other;
    }
}
