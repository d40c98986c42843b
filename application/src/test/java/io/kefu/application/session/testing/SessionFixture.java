package io.kefu.application.session.testing;

import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.audit.testing.InMemoryAuditLog;
import io.kefu.application.block.testing.InMemoryBlocks;
import io.kefu.application.hours.port.Hours;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.presence.PresenceTimes;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.RateSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.SessionTimes;
import io.kefu.application.session.SweepSessions;
import io.kefu.application.session.TakeSession;
import io.kefu.application.session.TransferSession;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.query.DescribeSessions;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.session.RoutingPolicy;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The use cases of sessions over given ports or over fakes. */
public final class SessionFixture {
    /** How long a beat lasts. */
    public static final Duration LEASE = Duration.ofSeconds(45);

    /** The times of presence, with {@link #LEASE}. */
    public static final PresenceTimes PRESENCE_TIMES = new PresenceTimes(LEASE, Duration.ofSeconds(5));

    /** The times of the sweep. */
    public static final SessionTimes TIMES = new SessionTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(1));

    private final TestClock clock;
    private final Desk desk;
    private final OverdueSessions overdue;
    private final SessionStore sessions;
    private final Presence presence;
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final InMemoryAuditLog audit;
    private final InMemoryBlocks blocks = new InMemoryBlocks();
    private final Hours hours;
    private final List<UserId> erased = new ArrayList<>();
    private final AssignWaiting assignWaiting;
    private final OpenSession openSession;
    private final SweepSessions sweepSessions;

    /** The use cases over these ports, of a service that is always open. */
    public SessionFixture(
            TestClock clock, Desk desk, OverdueSessions overdue, SessionStore sessions, Presence presence) {
        this(clock, desk, overdue, sessions, presence, new InMemoryHours());
    }

    /** The use cases over these ports. */
    public SessionFixture(
            TestClock clock,
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            Presence presence,
            Hours hours) {
        this.clock = clock;
        this.audit = new InMemoryAuditLog(clock);
        this.desk = desk;
        this.overdue = overdue;
        this.sessions = sessions;
        this.presence = presence;
        this.hours = hours;
        this.assignWaiting = new AssignWaiting(desk, overdue, sessions, RoutingPolicy.standard(), hours, clock);
        this.sweepSessions = new SweepSessions(desk, overdue, sessions, assignWaiting, hours, clock, TIMES);
        this.openSession = new OpenSession(
                desk,
                overdue,
                sessions,
                users,
                blocks,
                List.of((user, role) -> erased.add(user)),
                assignWaiting,
                new CountingSecrets(),
                clock);
    }

    /** The use cases over fakes. */
    public static SessionFixture inMemory() {
        return inMemory(new InMemoryConversations());
    }

    /** The use cases over fakes, with conversations that tests can write to. */
    public static SessionFixture inMemory(InMemoryConversations conversations) {
        InMemoryPresence presence = new InMemoryPresence();
        InMemoryDesk desk = new InMemoryDesk(presence);
        TestClock clock = TestClock.atNoon();
        InMemoryHours hours = new InMemoryHours();
        InMemorySessionStore sessions = new InMemorySessionStore(conversations, hours, clock);
        return new SessionFixture(clock, desk, desk, sessions, presence, hours);
    }

    public TestClock clock() {
        return clock;
    }

    public Desk desk() {
        return desk;
    }

    public Hours hours() {
        return hours;
    }

    public OverdueSessions overdue() {
        return overdue;
    }

    public SessionStore sessions() {
        return sessions;
    }

    public Presence presence() {
        return presence;
    }

    public InMemoryUserStore users() {
        return users;
    }

    public InMemoryAuditLog audit() {
        return audit;
    }

    public InMemoryBlocks blocks() {
        return blocks;
    }

    /** The users whose personal data were erased. */
    public List<UserId> erased() {
        return erased;
    }

    public AssignWaiting assignWaiting() {
        return assignWaiting;
    }

    public OpenSession openSession() {
        return openSession;
    }

    public ReleaseKefu releaseKefu() {
        return new ReleaseKefu(desk, overdue, sessions, assignWaiting, clock);
    }

    public CloseSession closeSession() {
        return new CloseSession(desk, overdue, sessions, assignWaiting, clock);
    }

    public CloseBlockedSession closeBlockedSession() {
        return new CloseBlockedSession(desk, overdue, sessions, assignWaiting, clock);
    }

    public TakeSession takeSession() {
        return new TakeSession(desk, overdue, sessions, clock);
    }

    public TransferSession transferSession() {
        return new TransferSession(desk, overdue, sessions, users, assignWaiting, audit, clock);
    }

    public RateSession rateSession() {
        return new RateSession(sessions);
    }

    public DescribeSessions describeSessions() {
        return new DescribeSessions(desk, users);
    }

    /** Sweeps once. */
    public void sweeps() {
        sweepSessions.sweep();
    }

    /** Logs in a kefu with these skills. */
    public UserId comes(String kefu, int limit, String... skills) {
        UserId id = new UserId(kefu);
        users.create(Users.kefu(kefu));
        presence.logIn(id, new User.Service(limit, Set.of(skills)), clock.instant(), LEASE);
        assignWaiting.assign();
        return id;
    }

    /** A customer opens a session of the default type. */
    public Session opens(String customer) {
        return opens(customer, Session.DEFAULT_TYPE, null);
    }

    /** A customer opens a session. */
    public Session opens(String customer, String type, @Nullable UserId preferred) {
        UserId id = new UserId(customer);
        users.create(Users.customer(customer));
        return openSession
                .open(customer(customer), new OpenSession.Command(id, type, preferred))
                .session();
    }

    /** Closes a session. */
    public void closes(SessionId session) {
        closeSession().close(admin("admin"), session, null);
    }

    /** The session as it is stored in its conversation. */
    public Session find(SessionId session) {
        return sessions.find(session).orElseThrow();
    }

    /** A customer who is logged in. */
    public static Principal customer(String id) {
        return new Principal(new UserId(id), Role.CUSTOMER, id);
    }

    /** A kefu who is logged in. */
    public static Principal kefu(String id) {
        return new Principal(new UserId(id), Role.KEFU, id);
    }

    /** An admin who is logged in. */
    public static Principal admin(String id) {
        return new Principal(new UserId(id), Role.ADMIN, id);
    }
}
