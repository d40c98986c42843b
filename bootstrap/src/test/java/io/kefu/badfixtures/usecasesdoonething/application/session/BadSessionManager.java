package io.kefu.badfixtures.usecasesdoonething.application.session;

import io.kefu.application.UseCase;

@UseCase
public final class BadSessionManager {

    public void open() {}

    public void close() {}
}
