package io.kefu.badfixtures.adaptersreceiveusecases.application.message;

/** What a use case hands out. */
public final class Feed {

    private Feed() {}

    public static Feed start() {
        return new Feed();
    }

    public void stop() {}
}
