package io.kefu.application.message;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.ConversationFeed.Receiver;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Cursors;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Lets a connection follow a conversation: it receives all entries after a seq, and all events. */
@UseCase
public final class FollowConversation {
    private final MessageLog log;
    private final MessageEvents events;

    public FollowConversation(MessageLog log, MessageEvents events) {
        this.log = log;
        this.events = events;
    }

    /**
     * Starts a feed. Does not block. The stage completes once the feed is subscribed; the receiver gets nothing before
     * {@link ConversationFeed#open}. A kefu who takes part only while serving the customer receives only what the kefu
     * may see. The stage fails with a {@code DomainException} if the store does not answer.
     *
     * @param executor calls the receiver; runs one task after the other
     */
    public CompletionStage<ConversationFeed> follow(
            Principal caller, Command command, Receiver receiver, Executor executor) {
        Operation.CONNECT.requireAllowed(caller);
        ConversationView view = command.view();
        ConversationFeed.Beginning beginning = new ConversationFeed.Beginning(
                view.conversation(),
                view.side(),
                view.state().epoch(),
                command.after(),
                view.own().cursors(),
                command.peer(),
                view.isServed() ? caller.id() : null);
        return ConversationFeed.start(beginning, command.connection(), log, events, receiver, executor);
    }

    /**
     * A conversation to follow.
     *
     * @param after the seq after which the feed begins
     * @param peer the cursors of the other side that the receiver already knows
     * @param connection the id of the connection; it does not receive the entries that it sent itself
     */
    public record Command(ConversationView view, long after, Cursors peer, String connection) {}
}
