package io.kefu.bootstrap.wiring;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.queue.ListWaitingSessions;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.DescribeSessions;
import io.kefu.application.session.ListActiveSessions;
import io.kefu.application.session.ListSessions;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.RateSession;
import io.kefu.application.session.ReadSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.SweepSessions;
import io.kefu.application.session.TakeSession;
import io.kefu.application.session.TransferSession;
import io.kefu.application.session.WatchQueue;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.session.RoutingPolicy;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Wires sessions. A team with a routing policy of its own replaces the bean. */
@Factory
final class SessionWiring {

    @Singleton
    RoutingPolicy routingPolicy() {
        return RoutingPolicy.standard();
    }

    @Singleton
    AssignWaiting assignWaiting(
            Desk desk, OverdueSessions overdue, SessionStore sessions, RoutingPolicy policy, InstantSource clock) {
        return new AssignWaiting(desk, overdue, sessions, policy, clock);
    }

    @Singleton
    OpenSession openSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            UserStore users,
            List<PersonalData> stores,
            AssignWaiting assignWaiting,
            Secrets secrets,
            InstantSource clock) {
        return new OpenSession(desk, overdue, sessions, users, stores, assignWaiting, secrets, clock);
    }

    @Singleton
    DescribeSessions describeSessions(Desk desk, UserStore users) {
        return new DescribeSessions(desk, users);
    }

    @Singleton
    ReadSession readSession(SessionStore sessions, DescribeSessions describe) {
        return new ReadSession(sessions, describe);
    }

    @Singleton
    ListSessions listSessions(SessionStore sessions, UserStore users, DescribeSessions describe) {
        return new ListSessions(sessions, users, describe);
    }

    @Singleton
    ListActiveSessions listActiveSessions(Desk desk, SessionStore sessions, DescribeSessions describe) {
        return new ListActiveSessions(desk, sessions, describe);
    }

    @Singleton
    ListWaitingSessions listWaitingSessions(Desk desk, SessionStore sessions, UserStore users, MessageHistory history) {
        return new ListWaitingSessions(desk, sessions, users, history);
    }

    @Singleton
    CloseSession closeSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        return new CloseSession(desk, overdue, sessions, assignWaiting, clock);
    }

    @Singleton
    CloseBlockedSession closeBlockedSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        return new CloseBlockedSession(desk, overdue, sessions, assignWaiting, clock);
    }

    @Singleton
    TransferSession transferSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            UserStore users,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        return new TransferSession(desk, overdue, sessions, users, assignWaiting, clock);
    }

    @Singleton
    TakeSession takeSession(Desk desk, OverdueSessions overdue, SessionStore sessions, InstantSource clock) {
        return new TakeSession(desk, overdue, sessions, clock);
    }

    @Singleton
    RateSession rateSession(SessionStore sessions) {
        return new RateSession(sessions);
    }

    @Singleton
    ReleaseKefu releaseKefu(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        return new ReleaseKefu(desk, overdue, sessions, assignWaiting, clock);
    }

    @Singleton
    WatchQueue watchQueue(Desk desk) {
        return new WatchQueue(desk);
    }

    @Singleton
    SweepSessions sweepSessions(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock,
            SessionSettings settings) {
        return new SweepSessions(desk, overdue, sessions, assignWaiting, clock, settings.times());
    }
}
