package io.kefu.application.message;

import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kefu's feed of a customer's conversation. Events arrive when a test calls {@link #hearAll}. */
final class ServedFeed implements ConversationFeed.Receiver {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER = new UserId("other");

    private final MessagePorts ports = MessagePorts.inMemory();
    private final Deque<Runnable> onTheWay = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private final ConversationFeed feed;
    private long changes = 1;

    ServedFeed() {
        ConversationId conversation = ports.assign(CUSTOMER, KEFU, changes).conversation();
        ConversationState state =
                MessagePorts.await(ports.log().state(conversation)).orElseThrow();
        List<Runnable> direct = new ArrayList<>();
        this.feed = MessagePorts.await(ConversationFeed.start(
                new ConversationFeed.Beginning(
                        conversation, Side.SECOND, state.epoch(), 0, Cursors.NONE, Cursors.NONE, KEFU),
                "here",
                ports.log(),
                ports.events(),
                this,
                task -> {
                    if (direct.isEmpty()) {
                        task.run();
                    } else {
                        onTheWay.add(task);
                    }
                }));
        feed.open();
        direct.add(() -> {});
    }

    ConversationFeed feed() {
        return feed;
    }

    void says(String text) {
        ports.store(Appends.customer(CUSTOMER, text));
    }

    void writes(UserId admin, String text) {
        ports.store(Appends.admin(admin, CUSTOMER, text));
    }

    void passesOn() {
        ports.assign(CUSTOMER, OTHER, ++changes);
    }

    void takesBack() {
        ports.assign(CUSTOMER, KEFU, ++changes);
    }

    void hearAll() {
        while (!onTheWay.isEmpty()) {
            onTheWay.remove().run();
        }
    }

    List<String> received() {
        hearAll();
        return List.copyOf(received);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void receive(Message message, ConversationEvent.@Nullable Appended event) {
        received.add(message.content());
    }

    @Override
    public void restarted(ConversationView view) {}

    @Override
    public void advanced(ConversationEvent.Advanced event) {}

    @Override
    public void received(ConversationEvent.Transient event) {}

    @Override
    public void failed(@Nullable Throwable failure, Runnable retry) {}
}
