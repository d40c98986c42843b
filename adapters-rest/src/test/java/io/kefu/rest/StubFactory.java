package io.kefu.rest;

import io.kefu.application.access.IssueToken;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.account.EraseUser;
import io.kefu.application.account.ExportUser;
import io.kefu.application.account.UpdateUser;
import io.kefu.application.analytics.ReadKefuReport;
import io.kefu.application.analytics.ReadMessageStatistics;
import io.kefu.application.analytics.ReadQueueReport;
import io.kefu.application.analytics.ReadUserStatistics;
import io.kefu.application.analytics.port.Counters;
import io.kefu.application.analytics.testing.InMemoryCounters;
import io.kefu.application.auth.AdmitNewUser;
import io.kefu.application.auth.LogInCustomer;
import io.kefu.application.auth.LogInKefu;
import io.kefu.application.auth.LogOut;
import io.kefu.application.auth.LogOutKefu;
import io.kefu.application.auth.SignUpCustomer;
import io.kefu.application.connection.CountUnread;
import io.kefu.application.connection.ListOwnPlaces;
import io.kefu.application.connection.ReadConnections;
import io.kefu.application.connection.ReadPlace;
import io.kefu.application.file.DeleteFile;
import io.kefu.application.file.FindFile;
import io.kefu.application.file.LinkFile;
import io.kefu.application.file.NameFile;
import io.kefu.application.file.UploadFile;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.health.CheckHealth;
import io.kefu.application.message.AdvanceCursor;
import io.kefu.application.message.ReadHistory;
import io.kefu.application.message.ReadLatest;
import io.kefu.application.message.RecallMessage;
import io.kefu.application.message.SendMessage;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.presence.Beat;
import io.kefu.application.presence.ListDuties;
import io.kefu.application.presence.ListOnlineUsers;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.ListActiveSessions;
import io.kefu.application.session.ListSessions;
import io.kefu.application.session.ListWaitingSessions;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.RateSession;
import io.kefu.application.session.ReadSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.TakeSession;
import io.kefu.application.session.TransferSession;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.testing.InMemoryDesk;
import io.kefu.application.session.testing.InMemorySessionStore;
import io.kefu.application.user.CreateUser;
import io.kefu.application.user.ListUsers;
import io.kefu.application.user.ReadUser;
import io.kefu.domain.file.FileCategory;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;

/** Wires the use cases to {@link Stubs}. */
@Factory
final class StubFactory {
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final Quota ROOM = new Quota(1_000, 1_000_000);

    private final AtomicLong counter = new AtomicLong();
    private final InstantSource clock = InstantSource.fixed(Stubs.NOW);
    private final Secrets secrets = length -> "%0".concat(length + "d").formatted(counter.incrementAndGet());
    private final Stubs.Hasher hasher = new Stubs.Hasher();
    private final Stubs.Limits limits = new Stubs.Limits();
    private final Stubs.Identities identities = new Stubs.Identities();
    private final InMemoryFileContents contents = new InMemoryFileContents(clock);
    private final InMemoryFileRecords files = new InMemoryFileRecords();
    private final InMemoryFileMentions mentions = new InMemoryFileMentions(new InMemoryConversations());
    private final LinkKey linkKey = "0123456789abcdef0123456789abcdef"::getBytes;

    @Singleton
    @Primary
    InstantSource clock() {
        return clock;
    }

    @Singleton
    Stubs.Tokens tokens() {
        return new Stubs.Tokens();
    }

    @Singleton
    StubUserStore users() {
        return new StubUserStore();
    }

    @Singleton
    StubMessageLog log() {
        return new StubMessageLog();
    }

    @Singleton
    InMemoryPresence leases() {
        return new InMemoryPresence();
    }

    @Singleton
    InMemoryDesk desk(InMemoryPresence leases) {
        return new InMemoryDesk(leases);
    }

    @Singleton
    InMemorySessionStore sessions() {
        return new InMemorySessionStore();
    }

    @Singleton
    Stubs.Addresses addresses() {
        return new Stubs.Addresses();
    }

    @Singleton
    Stubs.Health storeHealth() {
        return new Stubs.Health();
    }

    @Singleton
    IssueToken issueToken(Stubs.Tokens tokens) {
        return new IssueToken(tokens, secrets, clock, Stubs.LIFETIMES);
    }

    @Singleton
    AssignWaiting assignWaiting(InMemoryDesk desk, InMemorySessionStore sessions) {
        return new AssignWaiting(desk, desk, sessions, Stubs.POLICY, clock);
    }

    @Singleton
    CreateUser createUser(StubUserStore users) {
        return new CreateUser(users, hasher, secrets, clock);
    }

    @Singleton
    AdmitNewUser admitNewUser() {
        return new AdmitNewUser(identities);
    }

    @Singleton
    SignUpCustomer signUpCustomer(CreateUser createUser, StubUserStore users, IssueToken issueToken) {
        return new SignUpCustomer(createUser, users, identities, limits, issueToken);
    }

    @Singleton
    ReadUser readUser(StubUserStore users) {
        return new ReadUser(users);
    }

    @Singleton
    UpdateUser updateUser(
            StubUserStore users,
            Stubs.Tokens tokens,
            InMemoryPresence leases,
            InMemoryDesk desk,
            InMemorySessionStore sessions,
            AssignWaiting assignWaiting) {
        ReleaseKefu releaseKefu = new ReleaseKefu(desk, desk, sessions, assignWaiting, clock);
        return new UpdateUser(users, hasher, limits, tokens, leases, releaseKefu, assignWaiting, clock);
    }

    @Singleton
    ListUsers listUsers(StubUserStore users) {
        return new ListUsers(users);
    }

    @Singleton
    ListDuties listDuties(InMemoryPresence leases, InMemoryDesk desk) {
        return new ListDuties(leases, desk, clock);
    }

    @Singleton
    ListOnlineUsers listOnlineUsers(InMemoryPresence leases, StubUserStore users) {
        return new ListOnlineUsers(leases, users, clock);
    }

    @Singleton
    LogInKefu logInKefu(
            StubUserStore users,
            Stubs.Addresses addresses,
            IssueToken issueToken,
            Stubs.Tokens tokens,
            InMemoryPresence leases,
            AssignWaiting assignWaiting) {
        return new LogInKefu(users, hasher, limits, addresses, issueToken, tokens, leases, assignWaiting, clock, LEASE);
    }

    @Singleton
    LogInCustomer logInCustomer(StubUserStore users, IssueToken issueToken) {
        return new LogInCustomer(identities, users, limits, issueToken, clock);
    }

    @Singleton
    LogOut logOut(Stubs.Tokens tokens) {
        return new LogOut(tokens);
    }

    @Singleton
    LogOutKefu logOutKefu(
            Stubs.Tokens tokens,
            InMemoryPresence leases,
            InMemoryDesk desk,
            InMemorySessionStore sessions,
            AssignWaiting assignWaiting) {
        return new LogOutKefu(tokens, leases, new ReleaseKefu(desk, desk, sessions, assignWaiting, clock), clock);
    }

    @Singleton
    Beat beat(StubUserStore users, InMemoryPresence leases, AssignWaiting assignWaiting) {
        return new Beat(users, leases, assignWaiting, clock, LEASE);
    }

    @Singleton
    OpenSession openSession(
            InMemoryDesk desk, InMemorySessionStore sessions, StubUserStore users, AssignWaiting assignWaiting) {
        return new OpenSession(desk, desk, sessions, users, assignWaiting, secrets, clock);
    }

    @Singleton
    ReadSession readSession(InMemorySessionStore sessions, InMemoryDesk desk) {
        return new ReadSession(sessions, desk);
    }

    @Singleton
    ListSessions listSessions(InMemorySessionStore sessions, StubUserStore users) {
        return new ListSessions(sessions, users);
    }

    @Singleton
    ListActiveSessions listActiveSessions(InMemoryDesk desk, InMemorySessionStore sessions) {
        return new ListActiveSessions(desk, sessions);
    }

    @Singleton
    ListWaitingSessions listWaitingSessions(InMemoryDesk desk, InMemorySessionStore sessions) {
        return new ListWaitingSessions(desk, sessions);
    }

    @Singleton
    CloseSession closeSession(InMemoryDesk desk, InMemorySessionStore sessions, AssignWaiting assignWaiting) {
        return new CloseSession(desk, desk, sessions, assignWaiting, clock);
    }

    @Singleton
    TransferSession transferSession(
            InMemoryDesk desk, InMemorySessionStore sessions, StubUserStore users, AssignWaiting assignWaiting) {
        return new TransferSession(desk, desk, sessions, users, assignWaiting, clock);
    }

    @Singleton
    TakeSession takeSession(InMemoryDesk desk, InMemorySessionStore sessions) {
        return new TakeSession(desk, desk, sessions, clock);
    }

    @Singleton
    RateSession rateSession(InMemorySessionStore sessions) {
        return new RateSession(sessions);
    }

    @Singleton
    SendMessage sendMessage(StubMessageLog log, OpenSession openSession, StubUserStore users) {
        NameFile nameFile = new NameFile(files, mentions, clock);
        return new SendMessage(log, openSession, users, nameFile, ForkJoinPool.commonPool(), clock);
    }

    @Singleton
    UploadFile uploadFile(Stubs.Users users) {
        UploadFile.Rules rules = new UploadFile.Rules(
                100_000, ROOM, ROOM, Map.of(FileCategory.IMAGE, List.of("image/*"), FileCategory.FILE, List.of("*/*")));
        return new UploadFile(contents, files, mentions, users, new Stubs.Types(), limits, secrets, clock, rules);
    }

    @Singleton
    FindFile findFile() {
        return new FindFile(files, mentions, contents, new Stubs.Miniatures(), linkKey, clock);
    }

    @Singleton
    LinkFile linkFile() {
        return new LinkFile(files, mentions, linkKey, clock, Duration.ofMinutes(10));
    }

    @Singleton
    DeleteFile deleteFile() {
        return new DeleteFile(files, mentions, contents);
    }

    @Singleton
    ReadHistory readHistory(StubMessageLog log, StubUserStore users) {
        return new ReadHistory(log, users);
    }

    @Singleton
    ReadLatest readLatest(StubMessageLog log) {
        return new ReadLatest(log);
    }

    @Singleton
    RecallMessage recallMessage(StubMessageLog log) {
        return new RecallMessage(log, clock, Duration.ofMinutes(2));
    }

    @Singleton
    AdvanceCursor advanceCursor(StubMessageLog log) {
        return new AdvanceCursor(log);
    }

    @Singleton
    CountUnread countUnread(Desk desk, StubMessageLog log) {
        return new CountUnread(new ListOwnPlaces(desk, log, new ReadPlace(log)));
    }

    @Singleton
    ReadConnections readConnections() {
        return new ReadConnections(new Stubs.Counted(), clock);
    }

    @Singleton
    Counters counters() {
        return new InMemoryCounters();
    }

    @Singleton
    ReadMessageStatistics readMessageStatistics(Counters counters) {
        return new ReadMessageStatistics(counters, InMemoryCounters.ZONE);
    }

    @Singleton
    ReadUserStatistics readUserStatistics(StubUserStore users, Counters counters) {
        return new ReadUserStatistics(users, counters, clock);
    }

    @Singleton
    ReadKefuReport readKefuReport(Counters counters) {
        return new ReadKefuReport(counters);
    }

    @Singleton
    ReadQueueReport readQueueReport(Counters counters) {
        return new ReadQueueReport(counters);
    }

    @Singleton
    ExportUser exportUser(StubUserStore users, InMemorySessionStore sessions, StubMessageLog log) {
        return new ExportUser(users, sessions, log, files);
    }

    @Singleton
    EraseUser eraseUser(
            StubUserStore users,
            Stubs.Tokens tokens,
            InMemoryPresence leases,
            InMemoryDesk desk,
            InMemorySessionStore sessions,
            CloseSession closeSession,
            AssignWaiting assignWaiting) {
        ReleaseKefu releaseKefu = new ReleaseKefu(desk, desk, sessions, assignWaiting, clock);
        return new EraseUser(users, tokens, leases, sessions, closeSession, releaseKefu, List.of(), task -> {}, clock);
    }

    @Singleton
    CheckHealth checkHealth(Stubs.Health health) {
        return new CheckHealth(health);
    }
}
