package io.kefu.badfixtures.usecasesdoonething.application.session;

final class GoodHelper {

    public void one() {}

    public void other() {}
}
