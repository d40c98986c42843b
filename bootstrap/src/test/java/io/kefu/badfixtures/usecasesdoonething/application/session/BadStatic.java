package io.kefu.badfixtures.usecasesdoonething.application.session;

public final class BadStatic {

    public static void open() {}
}
