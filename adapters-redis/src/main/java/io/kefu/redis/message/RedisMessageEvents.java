package io.kefu.redis.message;

import io.kefu.application.message.port.MessageEvents;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.channel.Channels;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Events of conversations and users, published on their channels. */
@Singleton
public final class RedisMessageEvents implements MessageEvents {
    private final Redis redis;
    private final RedisKeys keys;
    private final Channels channels;

    /**
     * Makes the adapter.
     *
     * @param channels the node's subscriptions
     */
    public RedisMessageEvents(Redis redis, Channels channels) {
        this.redis = redis;
        this.keys = redis.keys();
        this.channels = channels;
    }

    @Override
    public CompletionStage<Subscription> subscribe(ConversationId conversation, Consumer<ConversationEvent> listener) {
        Channels.Decoder<ConversationEvent> decoder = new Channels.Decoder<>(
                text -> EventCodec.conversation(conversation, text), new ConversationEvent.Interrupted());
        return redis.guard(channels.subscribe(keys.channel(conversation), decoder, listener));
    }

    @Override
    public CompletionStage<Subscription> subscribe(UserId user, Consumer<UserEvent> listener) {
        Channels.Decoder<UserEvent> decoder = new Channels.Decoder<>(EventCodec::user, new UserEvent.Interrupted());
        return redis.guard(channels.subscribe(keys.channel(user), decoder, listener));
    }

    @Override
    public CompletionStage<Void> publish(ConversationEvent.Transient event) {
        return redis.guard(redis.publish(keys.channel(event.conversation()), EventCodec.text(event)))
                .thenAccept(receivers -> {});
    }
}
