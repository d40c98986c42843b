package io.kefu.badfixtures.usecasesdoonething.application.session;

import io.kefu.application.UseCase;

@UseCase
public class BadOpenClass {

    public void open() {}
}
