package io.kefu.badfixtures.usecasesdoonething.application.session;

public final class BadUnmarked {
    public void open() {}
}
