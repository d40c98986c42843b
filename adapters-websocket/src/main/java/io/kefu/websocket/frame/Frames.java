package io.kefu.websocket.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.Connect;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.session.query.ReadSession;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Note;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.frame.ServerFrame.Connected;
import io.kefu.websocket.frame.ServerFrame.ConversationData;
import io.kefu.websocket.frame.ServerFrame.Refused;
import io.kefu.websocket.frame.ServerFrame.SessionData;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the frames that the service sends. Thread-safe. */
@Singleton
public record Frames(FrameJson json, FrameMapper mapper) {

    /** The first push of a socket. */
    public ServerFrame connected(
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
                        sessions(user, greeting),
                        greeting.conversations().stream()
                                .map(mapper::conversation)
                                .toList(),
                        greeting.unnamed().isEmpty() ? null : true));
    }

    private List<SessionData> sessions(Principal user, Connect.Greeting greeting) {
        Map<ConversationId, ConversationView> views = greeting.conversations().stream()
                .collect(Collectors.toMap(ConversationView::conversation, Function.identity()));
        return greeting.sessions().stream()
                .map(found -> {
                    ConversationId conversation = found.session().conversation();
                    return mapper.greeted(
                            found,
                            user,
                            greeting.lastMessages().get(conversation),
                            Objects.requireNonNull(views.get(conversation)));
                })
                .toList();
    }

    /** The push of a message to those who follow its conversation. */
    public ServerFrame message(Message message) {
        return ServerFrame.push("message", mapper.message(message, metadata(message)));
    }

    /** The metadata that the sender attached, and the sender's name, which only the service sets. */
    private JsonNode metadata(Message message) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        if (message.metadata() != null) {
            @Nullable JsonNode stored = json.read(message.metadata().json().getBytes(UTF_8));
            if (stored != null) {
                stored.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            }
        }
        entries.put("sender_name", JsonNode.createStringNode(message.senderName()));
        return JsonNode.createObjectNode(entries);
    }

    /** The answer to a message that was stored. */
    public ServerFrame ack(Message message, @Nullable JsonNode id) {
        return new ServerFrame("ack", mapper.ack(message), id);
    }

    /** The push of new cursors of a side. */
    public ServerFrame receipt(ConversationEvent.Advanced event) {
        return ServerFrame.push("receipt", mapper.receipt(event));
    }

    /** The push of an event. */
    public static ServerFrame notification(Notification notification) {
        return ServerFrame.push("notification", notification);
    }

    /** The notification of a new note about a customer's session. */
    public Notification noteAdded(UserId customer, Note note, Instant now) {
        return new Notification.NoteAdded(customer.value(), now, note.session().value(), mapper.note(note));
    }

    /** The answer to a frame that was refused, with texts in the language of the client. */
    public static ServerFrame error(DomainException refusal, ErrorTexts texts, @Nullable JsonNode id) {
        return new ServerFrame(
                "error",
                new Refused(refusal.code().name(), texts.of(refusal.code()), texts.of(refusal.violations())),
                id);
    }

    /** A session, as the receiver may see it. */
    public SessionData session(ReadSession.Found found, Principal receiver) {
        return mapper.session(found, receiver);
    }

    /** The state of a conversation, as the receiver sees it. */
    public ConversationData conversation(ConversationView view) {
        return mapper.conversation(view);
    }
}
