package io.kefu.websocket.frame;

import io.kefu.application.access.Principal;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.SendMessage;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.session.query.ReadSession;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.NoteId;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.session.Transfer;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.frame.ServerFrame.Ack;
import io.kefu.websocket.frame.ServerFrame.ConversationData;
import io.kefu.websocket.frame.ServerFrame.LastMessageData;
import io.kefu.websocket.frame.ServerFrame.MessageData;
import io.kefu.websocket.frame.ServerFrame.NoteData;
import io.kefu.websocket.frame.ServerFrame.Receipt;
import io.kefu.websocket.frame.ServerFrame.SessionData;
import io.kefu.websocket.frame.ServerFrame.TransferData;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.Named;
import org.mapstruct.NullValueCheckStrategy;
import org.mapstruct.ReportingPolicy;

/** Maps messages, sessions and conversations to the data of frames. A missing value stays null. */
@Mapper(
        componentModel = ComponentModel.JAKARTA,
        nullValueCheckStrategy = NullValueCheckStrategy.ALWAYS,
        unmappedTargetPolicy = ReportingPolicy.ERROR)
interface FrameMapper {

    @Mapping(target = "messageId", expression = "java(message.id().value())")
    @Mapping(target = "fromUserId", source = "message.from")
    @Mapping(target = "toUserId", source = "message.to", defaultValue = SendMessage.Command.SUPPORT)
    @Mapping(target = "msgType", source = "message.type")
    @Mapping(target = "metadata", source = "metadata")
    @Mapping(target = "conversationId", source = "message.conversation")
    @Mapping(target = "sessionId", source = "message.session")
    @Mapping(target = "clientMsgId", source = "message.clientMessageId")
    @Mapping(target = "status", source = "message.status", qualifiedByName = "recalledOnly")
    MessageData message(Message message, JsonNode metadata);

    @Mapping(target = "messageId", expression = "java(message.id().value())")
    @Mapping(target = "conversationId", source = "conversation")
    @Mapping(target = "sessionId", source = "session")
    @Mapping(target = "clientMsgId", source = "clientMessageId")
    Ack ack(Message message);

    @Mapping(target = "conversationId", source = "conversation")
    @Mapping(target = "userId", source = "by")
    @Mapping(target = "deliveredSeq", source = "delivered")
    @Mapping(target = "readSeq", source = "read")
    Receipt receipt(ConversationEvent.Advanced event);

    @Mapping(target = "conversationId", source = "state.conversation")
    @Mapping(target = "epoch", source = "state.epoch")
    @Mapping(target = "lastSeq", source = "state.last")
    @Mapping(target = "deliveredSeq", expression = "java(view.own().delivered())")
    @Mapping(target = "readSeq", expression = "java(view.own().read())")
    @Mapping(target = "peerDeliveredSeq", expression = "java(view.peer().delivered())")
    @Mapping(target = "peerReadSeq", expression = "java(view.peer().read())")
    ConversationData conversation(ConversationView view);

    @Mapping(target = "sessionId", source = "found.session.id")
    @Mapping(target = "userId", source = "found.session.customer")
    @Mapping(target = "kefuId", source = "found.session.kefu")
    @Mapping(target = "username", source = "found.username")
    @Mapping(target = "kefuName", source = "found.kefuName")
    @Mapping(target = "status", source = "found.session.state")
    @Mapping(target = "createdAt", source = "found.session.createdAt")
    @Mapping(target = "messagesCount", source = "found.session.messages")
    @Mapping(target = "sessionType", source = "found.session.type")
    @Mapping(target = "queuePosition", source = "found.queuePosition")
    @Mapping(target = "conversationId", expression = "java(found.session().conversation().value())")
    @Mapping(target = "closedAt", source = "found.session.ending.at")
    @Mapping(target = "closeReason", source = "found.session.ending.reason")
    @Mapping(target = "transfers", source = "internal.transfers")
    @Mapping(target = "tags", source = "internal.tags")
    @Mapping(target = "lastMessage", source = "lastMessage")
    @Mapping(target = "unread", source = "unread")
    SessionData session(
            ReadSession.Found found,
            @Nullable SessionDetails internal,
            @Nullable Message lastMessage,
            @Nullable Long unread);

    @Mapping(target = "messageId", expression = "java(message.id().value())")
    @Mapping(target = "msgType", source = "type")
    @Mapping(target = "fromUserId", source = "from")
    @Mapping(target = "content", expression = "java(message.preview())")
    LastMessageData lastMessage(Message message);

    @Mapping(target = "fromKefuId", source = "from")
    @Mapping(target = "toKefuId", source = "to")
    @Mapping(target = "timestamp", source = "at")
    TransferData transfer(Transfer transfer);

    @Mapping(target = "noteId", source = "id")
    @Mapping(target = "authorId", source = "author")
    NoteData note(Note note);

    /** Maps a session. Only staff see its transfers and tags. */
    default SessionData session(ReadSession.Found found, Principal receiver) {
        return session(found, receiver.isStaff() ? found.session().details() : null, null, null);
    }

    /** Maps a session of a greeting, without transfers. For staff it has the newest message and the number of unread messages. */
    default SessionData greeted(
            ReadSession.Found found, Principal receiver, @Nullable Message lastMessage, ConversationView view) {
        SessionDetails details = found.session().details().withTransfers(List.of());
        return receiver.isStaff()
                ? session(found, details, lastMessage, view.own().unread())
                : session(found, null, null, null);
    }

    @Named("recalledOnly")
    default @Nullable String recalledOnly(MessageStatus status) {
        return status == MessageStatus.RECALLED ? status.word() : null;
    }

    default String text(UserId id) {
        return id.value();
    }

    default String text(SessionId id) {
        return id.value();
    }

    default String text(NoteId id) {
        return id.value();
    }

    default String text(ConversationId id) {
        return id.value();
    }

    default String text(ClientMessageId id) {
        return id.value();
    }

    default String text(SessionState state) {
        return state.word();
    }

    default String text(MessageType type) {
        return type.word();
    }

    default String text(MessageStatus status) {
        return status.word();
    }
}
