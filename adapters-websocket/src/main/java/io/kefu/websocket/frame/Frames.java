package io.kefu.websocket.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.Connect;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.message.SendMessage;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Progress;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.session.ReadSession;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Handover;
import io.kefu.domain.session.Session;
import io.kefu.websocket.frame.ServerFrame.Ack;
import io.kefu.websocket.frame.ServerFrame.Connected;
import io.kefu.websocket.frame.ServerFrame.ConversationData;
import io.kefu.websocket.frame.ServerFrame.MessageData;
import io.kefu.websocket.frame.ServerFrame.Receipt;
import io.kefu.websocket.frame.ServerFrame.Refused;
import io.kefu.websocket.frame.ServerFrame.SessionData;
import io.kefu.websocket.frame.ServerFrame.TransferData;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what the application says as frames, and reads and writes their JSON. */
@Singleton
public final class Frames {
    private final JsonMapper json;

    Frames(JsonMapper json) {
        this.json = json;
    }

    /** The JSON of a frame in UTF-8. */
    public byte[] write(ServerFrame frame) {
        try {
            return json.writeValueAsBytes(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any JSON in UTF-8; null for what is none. */
    public @Nullable JsonNode read(byte[] text) {
        try {
            return json.readValue(text, JsonNode.class);
        } catch (IOException malformed) {
            return null;
        }
    }

    /** The JSON text of a value that a client sent in a field. */
    public String text(String field, JsonNode value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException | IllegalStateException tooDeep) {
            // The library refuses the one way or the other, by how deep it is.
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
    }

    /** The first push of a socket. */
    public static ServerFrame connected(
            String connection,
            Principal user,
            Connect.Greeting greeting,
            Instant now,
            Duration heartbeat,
            Duration reconnectAfter) {
        return ServerFrame.push(
                "connected",
                new Connected(
                        connection,
                        user.id().value(),
                        now,
                        heartbeat.toSeconds(),
                        reconnectAfter.toMillis(),
                        greeting.sessions().stream()
                                .map(found -> withTransfers(found, null))
                                .toList(),
                        greeting.places().stream()
                                .map(place -> conversation(place.standing(), place.side()))
                                .toList(),
                        greeting.unnamed().isEmpty() ? null : true));
    }

    /** A message as those who follow its conversation see it. */
    public ServerFrame message(Message message) {
        return ServerFrame.push(
                "message",
                new MessageData(
                        message.id().value(),
                        message.from().value(),
                        message.to() == null
                                ? SendMessage.Command.SUPPORT
                                : message.to().value(),
                        message.content(),
                        message.type().word(),
                        metadata(message),
                        message.timestamp(),
                        message.seq(),
                        message.conversation().value(),
                        text(message.session()),
                        text(message.clientMessageId()),
                        message.status() == MessageStatus.RECALLED
                                ? message.status().word()
                                : null));
    }

    /** What the sender attached, and the sender's name, which nobody but the service may say. */
    private JsonNode metadata(Message message) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        if (message.metadata() != null) {
            @Nullable JsonNode stored = read(message.metadata().json().getBytes(UTF_8));
            if (stored != null) {
                stored.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            }
        }
        entries.put("sender_name", JsonNode.createStringNode(message.senderName()));
        return JsonNode.createObjectNode(entries);
    }

    /** The answer to a send. */
    public static ServerFrame ack(Message message, @Nullable JsonNode id) {
        return new ServerFrame(
                "ack",
                new Ack(
                        message.id().value(),
                        message.timestamp(),
                        message.status().word(),
                        message.seq(),
                        message.conversation().value(),
                        text(message.session()),
                        text(message.clientMessageId())),
                id);
    }

    /** A side's cursors. */
    public static ServerFrame receipt(ConversationEvent.Advanced event) {
        return ServerFrame.push(
                "receipt",
                new Receipt(event.conversation().value(), event.by().value(), event.delivered(), event.read()));
    }

    /** A refusal, in the receiver's language. */
    public static ServerFrame error(DomainException refusal, ErrorTexts texts, @Nullable JsonNode id) {
        return new ServerFrame(
                "error",
                new Refused(refusal.code().name(), texts.of(refusal.code()), texts.of(refusal.violations())),
                id);
    }

    /** A session as a user may see it. */
    public static SessionData session(ReadSession.Found found, Principal user) {
        List<Handover> handovers = found.session().details().handovers();
        return withTransfers(
                found,
                user.isStaff() && !handovers.isEmpty()
                        ? handovers.stream().map(Frames::transfer).toList()
                        : null);
    }

    private static SessionData withTransfers(ReadSession.Found found, @Nullable List<TransferData> transfers) {
        Session session = found.session();
        Ending ending = session.ending();
        return new SessionData(
                session.id().value(),
                session.customer().value(),
                text(session.kefu()),
                found.kefuName(),
                session.state().word(),
                session.createdAt(),
                session.messages(),
                session.type(),
                found.place(),
                session.conversation().value(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.reason(),
                transfers);
    }

    private static TransferData transfer(Handover handover) {
        return new TransferData(text(handover.from()), text(handover.to()), handover.note(), handover.at());
    }

    /** The state of a conversation, seen from one side. */
    public static ConversationData conversation(ConversationState standing, Side side) {
        Progress own = standing.of(side);
        Progress peer = standing.of(side.other());
        return new ConversationData(
                standing.conversation().value(),
                standing.epoch(),
                standing.last(),
                own.delivered(),
                own.read(),
                peer.delivered(),
                peer.read());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
