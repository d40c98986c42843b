package io.kefu.rest;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.queue.ListWaitingSessions;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.DescribeSessions;
import io.kefu.application.session.ListActiveSessions;
import io.kefu.application.session.ListSessions;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.RateSession;
import io.kefu.application.session.ReadSession;
import io.kefu.application.session.TakeSession;
import io.kefu.application.session.TransferSession;
import io.kefu.application.session.testing.InMemoryDesk;
import io.kefu.application.session.testing.InMemorySessionStore;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Wires what is done with sessions to the stubs. */
@Factory
final class SessionUseCases {
    @Singleton
    AssignWaiting assignWaiting(InMemoryDesk desk, InMemorySessionStore sessions, InstantSource clock) {
        return new AssignWaiting(desk, desk, sessions, Stubs.POLICY, clock);
    }

    @Singleton
    OpenSession openSession(
            InMemoryDesk desk,
            InMemorySessionStore sessions,
            StubUserStore users,
            AssignWaiting assignWaiting,
            Secrets secrets,
            InstantSource clock) {
        return new OpenSession(desk, desk, sessions, users, List.of(), assignWaiting, secrets, clock);
    }

    @Singleton
    DescribeSessions describeSessions(InMemoryDesk desk, StubUserStore users) {
        return new DescribeSessions(desk, users);
    }

    @Singleton
    ReadSession readSession(InMemorySessionStore sessions, DescribeSessions describe) {
        return new ReadSession(sessions, describe);
    }

    @Singleton
    ListSessions listSessions(InMemorySessionStore sessions, StubUserStore users, DescribeSessions describe) {
        return new ListSessions(sessions, users, describe);
    }

    @Singleton
    ListActiveSessions listActiveSessions(InMemoryDesk desk, InMemorySessionStore sessions, DescribeSessions describe) {
        return new ListActiveSessions(desk, sessions, describe);
    }

    @Singleton
    ListWaitingSessions listWaitingSessions(
            InMemoryDesk desk, InMemorySessionStore sessions, StubUserStore users, StubMessageLog log) {
        return new ListWaitingSessions(desk, sessions, users, log);
    }

    @Singleton
    CloseSession closeSession(
            InMemoryDesk desk, InMemorySessionStore sessions, AssignWaiting assignWaiting, InstantSource clock) {
        return new CloseSession(desk, desk, sessions, assignWaiting, clock);
    }

    @Singleton
    TransferSession transferSession(
            InMemoryDesk desk,
            InMemorySessionStore sessions,
            StubUserStore users,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        return new TransferSession(desk, desk, sessions, users, assignWaiting, clock);
    }

    @Singleton
    TakeSession takeSession(InMemoryDesk desk, InMemorySessionStore sessions, InstantSource clock) {
        return new TakeSession(desk, desk, sessions, clock);
    }

    @Singleton
    RateSession rateSession(InMemorySessionStore sessions) {
        return new RateSession(sessions);
    }
}
