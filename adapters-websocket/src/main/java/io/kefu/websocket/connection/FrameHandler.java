package io.kefu.websocket.connection;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.SendMessage;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.frame.ClientFrame;
import io.kefu.websocket.frame.Fields;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.micronaut.json.tree.JsonNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Does what a client's frames ask for, on behalf of one connection. What is not listed here is refused. */
final class FrameHandler {
    private final Services services;
    private final Principal caller;
    private final String connection;
    private final Feeds feeds;

    FrameHandler(Services services, Principal caller, String connection, Feeds feeds) {
        this.services = services;
        this.caller = caller;
        this.connection = connection;
        this.feeds = feeds;
    }

    /** Does it, and returns the answer if there is one; fails with a {@code DomainException} for a refusal. */
    CompletionStage<Optional<ServerFrame>> handle(ClientFrame frame) {
        return switch (frame.type()) {
            case "message" -> send(frame);
            case "delivered" -> advance(frame, frame.fields().number("seq"), 0);
            case "read" -> advance(frame, 0, frame.fields().number("seq"));
            case "ping" -> pong(frame);
            default -> throw DomainException.invalid("type", Reason.NOT_ALLOWED);
        };
    }

    private CompletionStage<Optional<ServerFrame>> send(ClientFrame frame) {
        Fields fields = frame.fields();
        String to = fields.text("to_user_id");
        @Nullable UserId recipient = to.equals(SendMessage.Command.SUPPORT) ? null : UserId.of("to_user_id", to);
        SendMessage.Command command = new SendMessage.Command(recipient, draft(fields), connection);
        return services.sendMessage().send(caller, command).thenApply(message -> {
            feeds.sent(message);
            return Optional.of(Frames.ack(message, frame.id()));
        });
    }

    private Draft draft(Fields fields) {
        @Nullable String word = fields.optionalText("msg_type");
        MessageType type = word == null
                ? MessageType.TEXT
                : MessageType.ofWord(word).orElseThrow(() -> DomainException.invalid("msg_type", Reason.NOT_ALLOWED));
        @Nullable JsonNode metadata = fields.optionalObject("metadata");
        @Nullable String clientMessageId = fields.optionalText("client_msg_id");
        return new Draft(
                type,
                fields.text("content"),
                metadata == null ? null : new Metadata(services.frames().text("metadata", metadata)),
                clientMessageId == null ? null : new ClientMessageId(clientMessageId));
    }

    private CompletionStage<Optional<ServerFrame>> advance(ClientFrame frame, long delivered, long read) {
        ConversationId conversation = new ConversationId(frame.fields().text("conversation_id"));
        return services.advanceCursor()
                .advance(caller, conversation, delivered, read)
                .thenApply(reached -> frame.id() == null
                        ? Optional.empty()
                        : Optional.of(new ServerFrame(
                                "receipt",
                                new ServerFrame.Receipt(
                                        conversation.value(), caller.id().value(), reached.delivered(), reached.read()),
                                frame.id())));
    }

    private CompletionStage<Optional<ServerFrame>> pong(ClientFrame frame) {
        Operation.PING.requireAllowed(caller);
        return CompletableFuture.completedStage(Optional.of(
                new ServerFrame("pong", new ServerFrame.Pong(services.clock().instant()), frame.id())));
    }
}
