package io.kefu.websocket.command;

import io.kefu.application.access.Operation;
import io.kefu.application.connection.SayInRoom;
import io.kefu.application.message.SendMessage;
import io.kefu.application.message.ShowTyping;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.time.port.Ticker;
import io.kefu.domain.connection.Room;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.frame.ClientFrame;
import io.kefu.websocket.frame.Fields;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.socket.Inbox;
import io.kefu.websocket.socket.SocketMeters;
import io.kefu.websocket.trace.SocketSpans;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the use case that a client's frame asks for. Each call is made on the event loop of its connection.
 *
 * @param spans null if tracing is off
 */
@Singleton
public record FrameCommands(
        SendMessage sendMessage,
        ShowTyping showTyping,
        SayInRoom sayInRoom,
        Frames frames,
        FrameJson json,
        SocketMeters meters,
        InstantSource clock,
        Ticker ticker,
        @Nullable SocketSpans spans) {
    /** The largest number of conversations that one frame may resume. */
    private static final int MAX_RESUMED = 1_000;

    /** A connection publishes {@code typing} to the same recipient at most once in this time. */
    private static final long TYPING_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * Whether the frame may be handled while earlier frames that may overlap are in progress. Frames that advance a cursor
     * may. A text message may if the last stored message went to the same recipient in a session: it is then stored in that
     * session or refused, so that it never overtakes an earlier message.
     */
    boolean mayOverlap(ClientFrame frame, CommandContext context) {
        return switch (frame.type()) {
            case MESSAGE ->
                context.lastSession != null
                        && context.lastRecipient.equals(frame.fields().textOrEmpty("to_user_id"))
                        && !isMedia(frame.fields().textOrEmpty("msg_type"));
            case DELIVERED, READ -> true;
            case RESUME, TYPING, ROOM, JOIN, LEAVE, PING -> false;
        };
    }

    private static boolean isMedia(String type) {
        return MessageType.ofWord(type).map(MessageType::isMedia).orElse(false);
    }

    /**
     * Handles a frame. The stage has the answer, if there is one, and fails with a {@code DomainException} if the frame is
     * refused.
     */
    CompletionStage<Optional<ServerFrame>> handle(ClientFrame frame, CommandContext context, Inbox.Turn turn) {
        return switch (frame.type()) {
            case MESSAGE -> send(frame, context, turn);
            case DELIVERED ->
                advance(frame, context, Cursors.deliveredUpTo(frame.fields().number("seq")));
            case READ -> advance(frame, context, Cursors.readUpTo(frame.fields().number("seq")));
            case RESUME -> resume(frame, context);
            case TYPING -> showTyping(frame, context);
            case ROOM -> sayInRoom(frame, context);
            case JOIN -> changeRooms(frame, context, context.rooms::join);
            case LEAVE -> changeRooms(frame, context, context.rooms::leave);
            case PING -> pong(frame, context);
        };
    }

    private CompletionStage<Optional<ServerFrame>> send(ClientFrame frame, CommandContext context, Inbox.Turn turn) {
        Fields fields = frame.fields();
        SendMessage.Command command = new SendMessage.Command(
                recipient(fields),
                draft(fields),
                context.connection,
                turn == Inbox.Turn.OVERLAPPING ? context.lastSession : null);
        return sendMessage
                .send(context.caller(), command)
                .thenApplyAsync(message -> sent(frame, context, message), context.loop);
    }

    private Optional<ServerFrame> sent(ClientFrame frame, CommandContext context, Message message) {
        context.lastSession = message.session();
        context.lastRecipient = frame.fields().textOrEmpty("to_user_id");
        context.delivery.sent(message);
        meters.acknowledged();
        return Optional.of(frames.ack(message, frame.id()));
    }

    /** The recipient; null for the kefu who serves the customer. */
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
                metadata == null ? null : new Metadata(json.text("metadata", metadata)),
                clientMessageId == null ? null : new ClientMessageId(clientMessageId));
    }

    private static CompletionStage<Optional<ServerFrame>> advance(
            ClientFrame frame, CommandContext context, Cursors reported) {
        ConversationId conversation = new ConversationId(frame.fields().text("conversation_id"));
        String userId = context.caller().id().value();
        return context.delivery
                .report(conversation, reported)
                .thenApply(cursors -> frame.id() == null
                        ? Optional.empty()
                        : Optional.of(new ServerFrame(
                                "receipt",
                                new ServerFrame.Receipt(
                                        conversation.value(), userId, cursors.delivered(), cursors.read()),
                                frame.id())));
    }

    private static CompletionStage<Optional<ServerFrame>> resume(ClientFrame frame, CommandContext context) {
        Map<ConversationId, Long> positions = new LinkedHashMap<>();
        frame.fields()
                .numbers("conversations", MAX_RESUMED)
                .forEach((id, seq) -> positions.put(new ConversationId(id), seq));
        return context.delivery.resume(positions).thenApply(done -> {
            Map<String, Long> resumed = new HashMap<>();
            positions.forEach((conversation, seq) -> resumed.put(conversation.value(), seq));
            return answer(frame, new ServerFrame.Resumed(resumed));
        });
    }

    private CompletionStage<Optional<ServerFrame>> showTyping(ClientFrame frame, CommandContext context) {
        @Nullable UserId recipient = recipient(frame.fields());
        long now = ticker.nanos();
        boolean isRepeated = context.lastTypingNanos != null
                && now - context.lastTypingNanos < TYPING_PAUSE_NANOS
                && Objects.equals(recipient, context.lastTypingTo);
        if (isRepeated) {
            return CompletableFuture.completedStage(answer(frame, new ServerFrame.Done()));
        }
        return showTyping
                .show(context.caller(), recipient, context.delivery::follows)
                .thenApplyAsync(
                        shown -> {
                            context.lastTypingNanos = now;
                            context.lastTypingTo = recipient;
                            return answer(frame, new ServerFrame.Done());
                        },
                        context.loop);
    }

    private CompletionStage<Optional<ServerFrame>> sayInRoom(ClientFrame frame, CommandContext context) {
        Room room = room(frame, context);
        String content = frame.fields().text("content");
        return sayInRoom
                .say(context.caller(), room, context.rooms.joined(), content, context.connection)
                .thenApply(said -> answer(frame, new ServerFrame.InRoom(room.word())));
    }

    private static CompletionStage<Optional<ServerFrame>> changeRooms(
            ClientFrame frame, CommandContext context, Consumer<Room> change) {
        Room room = room(frame, context);
        change.accept(room);
        return CompletableFuture.completedStage(answer(frame, new ServerFrame.InRoom(room.word())));
    }

    private static Room room(ClientFrame frame, CommandContext context) {
        Operation.USE_ROOMS.requireAllowed(context.caller());
        return Room.ofWord(frame.fields().text("room"));
    }

    /** An answer of the same type as the frame, if the client asked for an answer by giving the frame an id. */
    private static Optional<ServerFrame> answer(ClientFrame frame, ServerFrame.Data data) {
        return frame.id() == null
                ? Optional.empty()
                : Optional.of(new ServerFrame(frame.type().word(), data, frame.id()));
    }

    private CompletionStage<Optional<ServerFrame>> pong(ClientFrame frame, CommandContext context) {
        Operation.PING.requireAllowed(context.caller());
        return CompletableFuture.completedStage(
                Optional.of(new ServerFrame("pong", new ServerFrame.Pong(clock.instant()), frame.id())));
    }
}
