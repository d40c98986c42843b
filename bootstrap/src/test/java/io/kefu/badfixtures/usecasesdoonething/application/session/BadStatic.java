package io.kefu.badfixtures.usecasesdoonething.application.session;

import io.kefu.application.UseCase;

@UseCase
public final class BadStatic {

    public static void open() {}
}
