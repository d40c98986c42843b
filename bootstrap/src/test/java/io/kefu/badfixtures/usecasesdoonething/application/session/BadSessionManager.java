package io.kefu.badfixtures.usecasesdoonething.application.session;

public final class BadSessionManager {

    public void open() {}

    public void close() {}
}
