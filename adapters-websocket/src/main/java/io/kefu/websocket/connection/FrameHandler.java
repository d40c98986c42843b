package io.kefu.websocket.connection;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.SendMessage;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.domain.connection.Room;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.frame.ClientFrame;
import io.kefu.websocket.frame.Fields;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.socket.Inbox;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Does what a client's frames ask for, on behalf of one connection. */
final class FrameHandler {
    /** How many conversations one frame may resume. */
    private static final int MOST_RESUMED = 1_000;

    /** How often one connection's typing is told. */
    private static final long TYPING_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Services services;
    private final Connection connection;
    private final Feeds feeds;
    private final Rooms rooms;

    /**
     * The user with the present name of the login. Other users see this name on everything that the connection sends.
     */
    private Principal caller;

    private boolean hasTyped;
    private long typedAt;
    private @Nullable UserId typedTo;

    /** The session in which the last message of this connection was stored, and to whom it went; null for none yet. */
    private @Nullable SessionId session;

    private String lastRecipient = "";

    FrameHandler(Services services, Principal caller, Connection connection, Feeds feeds, Rooms rooms) {
        this.services = services;
        this.caller = caller;
        this.connection = connection;
        this.feeds = feeds;
        this.rooms = rooms;
    }

    /** Called after the login was read again. The user's name may have changed. */
    void recognised(Principal current) {
        caller = current;
    }

    /** Called when the user was renamed. */
    void renamed(String name) {
        caller = new Principal(caller.id(), caller.role(), name);
    }

    /**
     * Whether it may be handled while earlier frames, which may overlap as well, are under way. A cursor may. A text message
     * may if the last message that was stored went to the same recipient in a session: it is then stored in that session
     * or refused, so that it never overtakes an earlier message.
     */
    boolean mayOverlap(ClientFrame frame) {
        return switch (frame.type()) {
            case MESSAGE ->
                session != null
                        && lastRecipient.equals(frame.fields().textOrEmpty("to_user_id"))
                        && !namesFile(frame.fields().textOrEmpty("msg_type"));
            case DELIVERED, READ -> true;
            case RESUME, TYPING, ROOM, JOIN, LEAVE, PING -> false;
        };
    }

    /** Does it, and returns the answer if there is one; fails with a {@code DomainException} for a refusal. */
    CompletionStage<Optional<ServerFrame>> handle(ClientFrame frame, Inbox.Turn turn) {
        return switch (frame.type()) {
            case MESSAGE -> send(frame, turn);
            case DELIVERED ->
                advance(frame, Cursors.deliveredUpTo(frame.fields().number("seq")));
            case READ -> advance(frame, Cursors.readUpTo(frame.fields().number("seq")));
            case RESUME -> resume(frame);
            case TYPING -> typing(frame);
            case ROOM -> say(frame);
            case JOIN -> join(frame);
            case LEAVE -> leave(frame);
            case PING -> pong(frame);
        };
    }

    /** Whether the file must be looked at first, during which later messages would overtake. */
    private static boolean namesFile(String type) {
        return MessageType.ofWord(type).map(MessageType::isMedia).orElse(false);
    }

    private CompletionStage<Optional<ServerFrame>> send(ClientFrame frame, Inbox.Turn turn) {
        Fields fields = frame.fields();
        SendMessage.Command command = new SendMessage.Command(
                recipient(fields), draft(fields), connection.id(), turn == Inbox.Turn.OVERLAPPING ? session : null);
        return services.sendMessage()
                .send(caller, command)
                .thenApplyAsync(message -> sent(frame, message), connection.loop());
    }

    private Optional<ServerFrame> sent(ClientFrame frame, Message message) {
        session = message.session();
        lastRecipient = frame.fields().textOrEmpty("to_user_id");
        feeds.sent(message);
        services.meters().acknowledged();
        return Optional.of(Frames.ack(message, frame.id()));
    }

    /** To whom; null for whoever serves. */
    private static @Nullable UserId recipient(Fields fields) {
        String to = fields.text("to_user_id");
        return to.equals(SendMessage.Command.SUPPORT) ? null : UserId.of("to_user_id", to);
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

    private CompletionStage<Optional<ServerFrame>> advance(ClientFrame frame, Cursors cursors) {
        ConversationId conversation = new ConversationId(frame.fields().text("conversation_id"));
        connection.reports();
        return feeds.report(conversation, cursors)
                .thenApply(reached -> frame.id() == null
                        ? Optional.empty()
                        : Optional.of(new ServerFrame(
                                "receipt",
                                new ServerFrame.Receipt(
                                        conversation.value(), caller.id().value(), reached.delivered(), reached.read()),
                                frame.id())));
    }

    private CompletionStage<Optional<ServerFrame>> resume(ClientFrame frame) {
        Map<ConversationId, Long> positions = new LinkedHashMap<>();
        frame.fields()
                .numbers("conversations", MOST_RESUMED)
                .forEach((id, seq) -> positions.put(new ConversationId(id), seq));
        return connection.resume(positions).thenApply(done -> answer(frame, Resumption.answer(positions)));
    }

    private CompletionStage<Optional<ServerFrame>> typing(ClientFrame frame) {
        @Nullable UserId recipient = recipient(frame.fields());
        long now = services.ticker().nanos();
        boolean isToldAlready = hasTyped && now - typedAt < TYPING_PAUSE_NANOS && Objects.equals(recipient, typedTo);
        if (isToldAlready) {
            return CompletableFuture.completedStage(answer(frame, new ServerFrame.Done()));
        }
        return services.showTyping()
                .show(caller, recipient, feeds::follows)
                .thenApplyAsync(
                        told -> {
                            hasTyped = true;
                            typedAt = now;
                            typedTo = recipient;
                            return answer(frame, new ServerFrame.Done());
                        },
                        connection.loop());
    }

    private CompletionStage<Optional<ServerFrame>> say(ClientFrame frame) {
        Operation.USE_ROOMS.requireAllowed(caller);
        Room room = Room.ofWord(frame.fields().text("room"));
        return services.sayInRoom()
                .say(caller, room, rooms.of(connection), frame.fields().text("content"), connection.id())
                .thenApply(said -> answer(frame, new ServerFrame.InRoom(room.word())));
    }

    private CompletionStage<Optional<ServerFrame>> join(ClientFrame frame) {
        Operation.USE_ROOMS.requireAllowed(caller);
        Room room = Room.ofWord(frame.fields().text("room"));
        connection.join(room);
        return CompletableFuture.completedStage(answer(frame, new ServerFrame.InRoom(room.word())));
    }

    private CompletionStage<Optional<ServerFrame>> leave(ClientFrame frame) {
        Operation.USE_ROOMS.requireAllowed(caller);
        Room room = Room.ofWord(frame.fields().text("room"));
        rooms.leave(room, connection);
        return CompletableFuture.completedStage(answer(frame, new ServerFrame.InRoom(room.word())));
    }

    /** An answer for a client that asked for one by an id; its type is that of the question. */
    private static Optional<ServerFrame> answer(ClientFrame frame, ServerFrame.Data data) {
        return frame.id() == null
                ? Optional.empty()
                : Optional.of(new ServerFrame(frame.type().word(), data, frame.id()));
    }

    private CompletionStage<Optional<ServerFrame>> pong(ClientFrame frame) {
        Operation.PING.requireAllowed(caller);
        return CompletableFuture.completedStage(Optional.of(
                new ServerFrame("pong", new ServerFrame.Pong(services.clock().instant()), frame.id())));
    }
}
