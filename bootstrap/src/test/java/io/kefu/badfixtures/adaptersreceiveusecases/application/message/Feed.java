package io.kefu.badfixtures.adaptersreceiveusecases.application.message;

/** An object that a use case returns. */
public final class Feed {

    private Feed() {}

    public static Feed start() {
        return new Feed();
    }

    public void stop() {}
}
