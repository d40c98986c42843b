package io.kefu.application.session.testing;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A desk at noon, with the steps that the contracts share. */
abstract class DeskFixture {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration LEASE = Duration.ofSeconds(45);
    static final UserId KEFU = new UserId("kefu");
    // One id is a prefix of the other, so that the entries of one kefu could be mistaken for those of the other.
    static final UserId KEFU_2 = new UserId("kefu-2");

    private final AtomicInteger made = new AtomicInteger();
    Desk desk;
    OverdueSessions overdue;
    Presence presence;

    /** A desk without sessions and kefu. */
    protected abstract DeskPorts create();

    @BeforeEach
    void begin() {
        DeskPorts ports = create();
        desk = ports.desk();
        overdue = ports.overdue();
        presence = ports.presence();
    }

    Assignment open(String customer) {
        return desk.open(opening(customer, null));
    }

    Desk.Opening opening(String customer, @Nullable UserId preferred) {
        UserId id = new UserId(customer);
        String suffix = String.format("%08d", made.incrementAndGet());
        return new Desk.Opening(SessionId.of(ConversationIds.ofCustomer(id), suffix), id, "sales", preferred, NOON);
    }

    void beat(UserId kefu, int limit) {
        presence.logIn(kefu, new User.Service(limit, Set.of()), NOON, LEASE);
    }

    Optional<Assignment> assign(Assignment session, UserId kefu) {
        return desk.assign(session.session(), kefu, NOON);
    }
}
