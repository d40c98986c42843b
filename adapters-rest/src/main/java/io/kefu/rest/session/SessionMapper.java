package io.kefu.rest.session;

import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.session.ReadSession;
import io.kefu.domain.session.Handover;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.rest.json.RestMapping;
import io.kefu.rest.page.PageQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Writes sessions. */
@Mapper(config = RestMapping.class)
public interface SessionMapper {

    @Mapping(target = "sessionId", source = "session.id")
    @Mapping(target = "userId", source = "session.customer")
    @Mapping(target = "kefuId", source = "session.kefu")
    @Mapping(target = "status", source = "session.state")
    @Mapping(target = "messagesCount", source = "session.messages")
    @Mapping(target = "sessionType", source = "session.type")
    @Mapping(target = "conversationId", expression = "java(session.conversation().value())")
    @Mapping(target = "queuePosition", source = "queuePosition")
    @Mapping(target = "closedAt", source = "session.ending.at")
    @Mapping(target = "closeReason", source = "session.ending.reason")
    @Mapping(target = "transfers", source = "handovers")
    SessionResponse response(Session session, @Nullable Integer queuePosition, @Nullable List<Handover> handovers);

    SessionResponse.RatingView rating(Rating rating);

    @Mapping(target = "fromKefuId", source = "from")
    @Mapping(target = "toKefuId", source = "to")
    @Mapping(target = "timestamp", source = "at")
    SessionResponse.TransferView transfer(Handover handover);

    /** A session as the caller may see it. */
    default SessionResponse response(Session session, Principal caller) {
        return response(session, 0, caller);
    }

    /**
     * A session as the caller may see it.
     *
     * @param queuePosition 0 for one that does not wait, and where it is not known
     */
    private SessionResponse response(Session session, int queuePosition, Principal caller) {
        boolean isPassedOn = caller.isStaff() && !session.handovers().isEmpty();
        return response(session, queuePosition == 0 ? null : queuePosition, isPassedOn ? session.handovers() : null);
    }

    /** A session whose place in the queue is known, as the caller may see it. */
    default SessionResponse response(ReadSession.Found found, Principal caller) {
        return response(found.session(), found.queuePosition(), caller);
    }

    /** A page of a customer's sessions. */
    default SessionListResponse list(Page<Session> page, PageQuery query, Principal caller) {
        return new SessionListResponse(
                page.map(session -> response(session, caller)).items(), page.total(), query.page(), query.pageSize());
    }

    /** A page of the sessions that are being served. */
    default ActiveSessionsResponse active(Page<Session> page, PageQuery query, Principal caller) {
        return new ActiveSessionsResponse(
                page.map(session -> response(session, caller)).items(), page.total(), query.page(), query.pageSize());
    }

    /** A page of the queue. */
    default WaitingSessionsResponse waiting(Page<ReadSession.Found> page, PageQuery query, Principal caller) {
        return new WaitingSessionsResponse(
                page.map(found -> response(found, caller)).items(), page.total(), query.page(), query.pageSize());
    }
}
