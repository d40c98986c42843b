package io.kefu.rest.session;

import io.kefu.application.page.Page;
import io.kefu.application.session.ReadSession;
import io.kefu.domain.session.Session;
import io.kefu.rest.json.RestMapping;
import io.kefu.rest.page.PageQuery;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Writes sessions. */
@Mapper(config = RestMapping.class)
interface SessionMapper {

    /**
     * A session.
     *
     * @param queuePosition null for one that does not wait, and where it is not known
     */
    @Mapping(target = "sessionId", source = "session.id")
    @Mapping(target = "userId", source = "session.customer")
    @Mapping(target = "kefuId", source = "session.kefu")
    @Mapping(target = "status", source = "session.state")
    @Mapping(target = "messagesCount", source = "session.messages")
    @Mapping(target = "sessionType", source = "session.type")
    @Mapping(target = "conversationId", expression = "java(session.conversation().value())")
    @Mapping(target = "queuePosition", source = "queuePosition")
    SessionResponse response(Session session, @Nullable Integer queuePosition);

    /** A session whose place in the queue is known. */
    default SessionResponse response(ReadSession.Found found) {
        return response(found.session(), found.queuePosition() == 0 ? null : found.queuePosition());
    }

    /** A page of a customer's sessions. */
    default SessionListResponse list(Page<Session> page, PageQuery query) {
        return new SessionListResponse(
                page.map(session -> response(session, null)).items(), page.total(), query.page(), query.pageSize());
    }

    /** A page of the sessions that are being served. */
    default ActiveSessionsResponse active(Page<Session> page, PageQuery query) {
        return new ActiveSessionsResponse(
                page.map(session -> response(session, null)).items(), page.total(), query.page(), query.pageSize());
    }
}
