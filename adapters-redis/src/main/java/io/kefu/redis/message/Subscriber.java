package io.kefu.redis.message;

import java.util.concurrent.CompletionStage;

/** The connection or connections on which a node hears what is published. */
public interface Subscriber {

    /** Says who hears. To be called once, before anything else. */
    void start(Hearer hearer);

    /** Subscribes to a channel. The stage completes when nothing that is published from then on will be missed. */
    CompletionStage<Void> subscribe(String channel);

    /** Ends a subscription; a last text may still come. */
    void unsubscribe(String channel);

    /** Is told what happens, on the connections' threads. While a channel moves, those may be two. */
    interface Hearer {

        /** A subscription begins: the one that was asked for, or the same again after it was lost. */
        void subscribed(String channel);

        /** Something was published. */
        void message(String channel, String text);
    }
}
