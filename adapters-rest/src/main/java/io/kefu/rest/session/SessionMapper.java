package io.kefu.rest.session;

import io.kefu.application.access.Principal;
import io.kefu.application.inbox.ListedSession;
import io.kefu.application.page.Page;
import io.kefu.application.session.query.ReadSession;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.Transfer;
import io.kefu.rest.json.RestMapping;
import io.kefu.rest.page.PageQuery;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Maps sessions to responses. */
@Mapper(config = RestMapping.class)
public interface SessionMapper {
    @Mapping(target = "sessionId", source = "found.session.id")
    @Mapping(target = "userId", source = "found.session.customer")
    @Mapping(target = "kefuId", source = "found.session.kefu")
    @Mapping(target = "kefuName", source = "found.kefuName")
    @Mapping(target = "status", source = "found.session.state")
    @Mapping(target = "createdAt", source = "found.session.createdAt")
    @Mapping(target = "messagesCount", source = "found.session.messages")
    @Mapping(target = "sessionType", source = "found.session.type")
    @Mapping(target = "conversationId", expression = "java(found.session().conversation().value())")
    @Mapping(target = "queuePosition", source = "found.queuePosition")
    @Mapping(target = "closedAt", source = "found.session.ending.at")
    @Mapping(target = "closeReason", source = "found.session.ending.reason")
    @Mapping(target = ".", source = "found.session.details")
    @Mapping(target = "transfers", source = "internal.transfers")
    @Mapping(target = "tags", source = "internal.tags")
    @Mapping(target = "username", source = "found.username")
    @Mapping(target = "lastMessage", source = "lastMessage")
    @Mapping(target = "unread", source = "unread")
    SessionResponse response(
            ReadSession.Found found,
            @Nullable SessionDetails internal,
            @Nullable Message lastMessage,
            @Nullable Long unread);

    SessionResponse.RatingView rating(Rating rating);

    @Mapping(target = "fromKefuId", source = "from")
    @Mapping(target = "toKefuId", source = "to")
    @Mapping(target = "timestamp", source = "at")
    SessionResponse.TransferView transfer(Transfer transfer);

    @Mapping(target = "messageId", expression = "java(message.id().value())")
    @Mapping(target = "msgType", source = "type")
    @Mapping(target = "fromUserId", source = "from")
    @Mapping(target = "content", expression = "java(message.preview())")
    SessionResponse.LastMessageView lastMessage(Message message);

    /** A session as the caller may see it. */
    default SessionResponse response(ReadSession.Found found, Principal caller) {
        return response(found, internal(found, caller), null, null);
    }

    /** The details whose transfers and tags the caller may see; null for customers. */
    private static @Nullable SessionDetails internal(ReadSession.Found found, Principal caller) {
        return caller.isStaff() ? found.session().details() : null;
    }

    default SessionListResponse list(Page<ReadSession.Found> page, PageQuery query, Principal caller) {
        return new SessionListResponse(
                page.map(found -> response(found, caller)).items(), page.total(), query.page(), query.pageSize());
    }

    private SessionResponse listed(ListedSession listed, Principal caller) {
        return response(listed.found(), internal(listed.found(), caller), listed.lastMessage(), listed.unread());
    }

    default ActiveSessionsResponse active(Page<ListedSession> page, PageQuery query, Principal caller) {
        return new ActiveSessionsResponse(
                page.map(session -> listed(session, caller)).items(), page.total(), query.page(), query.pageSize());
    }

    default WaitingSessionsResponse waiting(Page<ListedSession> page, PageQuery query, Principal caller) {
        return new WaitingSessionsResponse(
                page.map(session -> listed(session, caller)).items(), page.total(), query.page(), query.pageSize());
    }
}
