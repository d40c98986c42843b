package io.kefu.badfixtures.usecasesdoonething.application.session;

/** Lives as long as a connection: a use case hands it out. */
public final class GoodFeed {

    private GoodFeed() {}

    public static GoodFeed start() {
        return new GoodFeed();
    }

    public void pause() {}

    public void stop() {}
}
