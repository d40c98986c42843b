package io.kefu.badfixtures.usecasesdoonething.application.session;

public class BadOpenClass {

    public void open() {}
}
