package io.kefu.redis.channel;

import java.util.concurrent.CompletionStage;

/** The connection or connections on which a node receives published texts. */
public interface Subscriber {

    /** Sets the listener. To be called once, before any other method. */
    void start(Listener listener);

    /** Subscribes to a channel. The listener gets every text that is published after the stage has completed. */
    CompletionStage<Void> subscribe(String channel);

    /** Ends a subscription. The listener may still get a text afterwards. */
    void unsubscribe(String channel);

    /**
     * Receives confirmations and texts on the threads of the connections. While a channel moves to another server, two threads
     * may call for the same channel.
     */
    interface Listener {

        /** A subscription is active: for the first time, or again after it was lost. */
        void subscribed(String channel);

        /** A text was published. */
        void message(String channel, String text);
    }
}
