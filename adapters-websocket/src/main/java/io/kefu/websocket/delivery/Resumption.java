package io.kefu.websocket.delivery;

import io.kefu.application.access.Operation;
import io.kefu.application.connection.ListOwnConversations;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.ReadFormerConversation;
import io.kefu.application.message.ReadFormerConversation.Result;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Continues the conversations of one connection after the positions that its client names. The feeds of the conversations
 * in which the user takes part continue from there. For a former conversation of a kefu, the remaining entries that the
 * kefu may read are sent at once. All methods are called on the socket's event loop.
 */
final class Resumption {
    private final ListOwnConversations listOwnConversations;
    private final ReadFormerConversation readFormerConversation;
    private final NewConnection connection;
    private final Feeds feeds;
    private final ConversationPushes pushes;
    private final Executor blocking;

    Resumption(
            ListOwnConversations listOwnConversations,
            ReadFormerConversation readFormerConversation,
            NewConnection connection,
            Feeds feeds,
            ConversationPushes pushes,
            Executor blocking) {
        this.listOwnConversations = listOwnConversations;
        this.readFormerConversation = readFormerConversation;
        this.connection = connection;
        this.feeds = feeds;
        this.pushes = pushes;
        this.blocking = blocking;
    }

    /**
     * Continues the conversations one after the other.
     *
     * @param positions for each conversation the seq up to which the client has all entries
     */
    CompletionStage<Void> resume(Map<ConversationId, Long> positions) {
        Operation.RESUME.requireAllowed(connection.user());
        return CompletableFuture.supplyAsync(() -> listOwnConversations.list(connection.user()), blocking)
                .thenComposeAsync(own -> resume(positions, own), connection.loop());
    }

    private CompletionStage<Void> resume(Map<ConversationId, Long> positions, ListOwnConversations.Own own) {
        Map<ConversationId, ConversationView> views =
                own.all().collect(Collectors.toMap(ConversationView::conversation, Function.identity()));
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        for (Map.Entry<ConversationId, Long> position : positions.entrySet()) {
            ConversationView view = views.get(position.getKey());
            all = all.thenCompose(done -> view == null
                    ? resumeFormer(position.getKey(), position.getValue())
                    : follow(view, position.getValue()));
        }
        return all;
    }

    private CompletionStage<Void> follow(ConversationView view, long position) {
        long last = view.state().last();
        if (position > last) {
            // The store has lost entries that the client has: the feed starts as that of a new client would.
            pushes.restarted(view);
            return follow(view, Math.min(view.own().delivered(), last));
        }
        return feeds.start(view).thenRunAsync(() -> feeds.rewind(view.conversation(), position), connection.loop());
    }

    private CompletionStage<Void> resumeFormer(ConversationId conversation, long position) {
        return read(conversation, position, former -> {
            ConversationState state = former.state();
            feeds.stop(conversation);
            if (position > state.last()) {
                // The store has lost entries that the client has: the client starts as a new one would.
                ConversationView view = ConversationView.served(state);
                pushes.restarted(view);
                return sendRest(conversation, Math.min(view.own().delivered(), state.last()));
            }
            return send(former, position);
        });
    }

    /** Sends further entries, unless the user serves the customer again: then the feed sends them. */
    private CompletionStage<Void> sendRest(ConversationId conversation, long position) {
        return feeds.follows(conversation)
                ? CompletableFuture.completedStage(null)
                : read(conversation, position, former -> send(former, position));
    }

    private CompletionStage<Void> read(
            ConversationId conversation, long position, Function<Result.Former, CompletionStage<Void>> send) {
        return readFormerConversation
                .read(connection.user(), conversation, position)
                .thenComposeAsync(
                        result -> switch (result) {
                            case Result.NotFound notFound -> {
                                pushes.ended(conversation, ErrorCode.MESSAGE_NOT_FOUND);
                                yield CompletableFuture.completedStage(null);
                            }
                            case Result.ServedAgain served -> follow(served.view(), position);
                            case Result.Former former -> send.apply(former);
                        },
                        connection.loop());
    }

    private CompletionStage<Void> send(Result.Former former, long position) {
        ConversationState state = former.state();
        long sent = position;
        feeds.receivedUpTo(state, sent);
        for (Message message : former.messages()) {
            if (!pushes.isReady()) {
                return sendRestOnceReady(state.conversation(), sent);
            }
            pushes.receive(message, null);
            sent = message.seq();
            feeds.receivedUpTo(state, sent);
        }
        if (former.isEnd()) {
            pushes.ended(state.conversation(), ErrorCode.CONVERSATION_LEFT);
            return CompletableFuture.completedStage(null);
        }
        return sendRestOnceReady(state.conversation(), sent);
    }

    private CompletionStage<Void> sendRestOnceReady(ConversationId conversation, long position) {
        return feeds.ready().thenComposeAsync(ready -> sendRest(conversation, position), connection.loop());
    }
}
