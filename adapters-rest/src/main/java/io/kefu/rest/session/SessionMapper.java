package io.kefu.rest.session;

import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.queue.ListWaitingSessions;
import io.kefu.application.session.ReadSession;
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
    /** How many code points of a message a list of sessions shows. */
    int LAST_MESSAGE_LENGTH = 120;

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
    @Mapping(target = "username", source = "username")
    @Mapping(target = "lastMessage", source = "lastMessage")
    SessionResponse response(
            ReadSession.Found found,
            @Nullable SessionDetails internal,
            @Nullable String username,
            @Nullable Message lastMessage);

    SessionResponse.RatingView rating(Rating rating);

    @Mapping(target = "fromKefuId", source = "from")
    @Mapping(target = "toKefuId", source = "to")
    @Mapping(target = "timestamp", source = "at")
    SessionResponse.TransferView transfer(Transfer transfer);

    @Mapping(target = "messageId", expression = "java(message.id().value())")
    @Mapping(target = "msgType", source = "type")
    @Mapping(target = "fromUserId", source = "from")
    @Mapping(target = "content", expression = "java(beginning(message.content()))")
    SessionResponse.LastMessageView lastMessage(Message message);

    /** The first code points of a text. The cut never splits a surrogate pair. */
    default String beginning(String content) {
        return content.codePointCount(0, content.length()) <= LAST_MESSAGE_LENGTH
                ? content
                : content.substring(0, content.offsetByCodePoints(0, LAST_MESSAGE_LENGTH));
    }

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

    default ActiveSessionsResponse active(Page<ReadSession.Found> page, PageQuery query, Principal caller) {
        return new ActiveSessionsResponse(
                page.map(found -> response(found, caller)).items(), page.total(), query.page(), query.pageSize());
    }

    default WaitingSessionsResponse waiting(Page<ListWaitingSessions.Waiting> page, PageQuery query, Principal caller) {
        return new WaitingSessionsResponse(
                page.map(waiting -> response(
                                waiting.found(),
                                internal(waiting.found(), caller),
                                waiting.username(),
                                waiting.lastMessage()))
                        .items(),
                page.total(),
                query.page(),
                query.pageSize());
    }
}
