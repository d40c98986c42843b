package io.kefu.redis.message;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.testing.RedisCluster;
import io.kefu.redis.testing.RedisExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelsIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId ONE = new UserId("one");
    private static final UserId TWO = new UserId("two");
    private static final ConversationId CONVERSATION = ConversationIds.ofPair(ONE, TWO);

    private final BlockingQueue<ConversationEvent> received = new LinkedBlockingQueue<>();

    @Test
    void reportsALostConnection() throws InterruptedException {
        MessagePorts ports = RedisMessages.of(REDIS);
        Subscription subscription = await(ports.events().subscribe(CONVERSATION, received::add));
        REDIS.dropSubscribers();
        assertThat(next()).isEqualTo(new ConversationEvent.Interrupted());
        Message message = ports.store(Appends.pair(ONE, TWO, "x"));
        assertThat(next()).isEqualTo(new ConversationEvent.Appended(message, null));
        subscription.cancel();
    }

    @Test
    void reportsALostConnectionForEachConversation() throws InterruptedException {
        MessagePorts ports = RedisMessages.of(REDIS);
        List<BlockingQueue<ConversationEvent>> queues = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            BlockingQueue<ConversationEvent> events = new LinkedBlockingQueue<>();
            queues.add(events);
            await(ports.events().subscribe(ConversationIds.ofPair(ONE, other(i)), events::add));
        }
        REDIS.dropSubscribers();
        for (BlockingQueue<ConversationEvent> events : queues) {
            assertThat(next(events)).isEqualTo(new ConversationEvent.Interrupted());
        }
        for (int i = 0; i < 50; i++) {
            Message message = ports.store(Appends.pair(ONE, other(i), "x"));
            assertThat(next(queues.get(i))).isEqualTo(new ConversationEvent.Appended(message, null));
        }
    }

    private static UserId other(int number) {
        return new UserId("other-" + number);
    }

    @Test
    @EnabledIfSystemProperty(named = "kefu.test.redis", matches = "cluster")
    void reportsThatAChannelMovedToAnotherMaster() throws InterruptedException {
        MessagePorts ports = RedisMessages.of(REDIS);
        Subscription subscription = await(ports.events().subscribe(CONVERSATION, received::add));
        RedisCluster.shared().move(REDIS.keys().channel(CONVERSATION));
        assertThat(next()).isEqualTo(new ConversationEvent.Interrupted());
        Message message = ports.store(Appends.pair(ONE, TWO, "x"));
        assertThat(next()).isEqualTo(new ConversationEvent.Appended(message, null));
        subscription.cancel();
        BlockingQueue<ConversationEvent> later = new LinkedBlockingQueue<>();
        await(RedisMessages.of(REDIS).events().subscribe(CONVERSATION, later::add));
        Message next = ports.store(Appends.pair(ONE, TWO, "y"));
        assertThat(next(later)).isEqualTo(new ConversationEvent.Appended(next, null));
    }

    @Test
    void reportsATextThatCannotBeDecoded() throws InterruptedException {
        MessagePorts ports = RedisMessages.of(REDIS);
        Subscription subscription = await(ports.events().subscribe(CONVERSATION, received::add));
        REDIS.publish(REDIS.keys().channel(CONVERSATION), "message\nof another form");
        assertThat(next()).isEqualTo(new ConversationEvent.Interrupted());
        REDIS.publish(REDIS.keys().channel(CONVERSATION), "something new");
        Message message = ports.store(Appends.pair(ONE, TWO, "x"));
        assertThat(next()).isEqualTo(new ConversationEvent.Appended(message, null));
        subscription.cancel();
    }

    @Test
    void subscribesOncePerChannelUntilTheLastListenerLeaves() {
        Channels channels = REDIS.channels();
        RedisMessageEvents events = new RedisMessageEvents(REDIS.redis(), channels);
        List<Subscription> subscriptions = List.of(
                await(events.subscribe(CONVERSATION, received::add)),
                await(events.subscribe(CONVERSATION, event -> {})));
        assertThat(channels.size()).isEqualTo(1);
        subscriptions.forEach(Subscription::cancel);
        assertThat(channels.size()).isZero();
    }

    private ConversationEvent next() throws InterruptedException {
        return next(received);
    }

    private static ConversationEvent next(BlockingQueue<ConversationEvent> events) throws InterruptedException {
        ConversationEvent event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }
}
