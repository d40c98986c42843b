package io.kefu.rest;

import io.kefu.application.access.IssueToken;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.access.testing.InMemoryRateLimits;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.analytics.port.Counters;
import io.kefu.application.audit.testing.InMemoryAuditLog;
import io.kefu.application.auth.testing.InMemoryKnownAddresses;
import io.kefu.application.block.testing.InMemoryBlocks;
import io.kefu.application.concurrent.port.BlockingExecutor;
import io.kefu.application.concurrent.port.DelayedExecutor;
import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.file.LinkFile;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.file.upload.UploadFile;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.RecallMessage;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.InMemoryMessageHistory;
import io.kefu.application.message.testing.InMemoryMessageLog;
import io.kefu.application.note.testing.InMemoryNotes;
import io.kefu.application.presence.PresenceTimes;
import io.kefu.application.presence.testing.InMemoryOpenSockets;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.reply.testing.InMemoryReplies;
import io.kefu.application.session.SessionTimes;
import io.kefu.application.session.testing.InMemoryDesk;
import io.kefu.application.session.testing.InMemorySessionIndex;
import io.kefu.application.session.testing.InMemorySessionStore;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.testing.FastPasswordHasher;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.session.RoutingPolicy;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

/** Provides the ports and settings of the use cases: contract-tested fakes, and stubs of ports without a fake. */
@Factory
final class FakePorts {
    private static final Quota ROOM = new Quota(1_000, 1_000_000);

    @Singleton
    @Primary
    InstantSource clock() {
        return InstantSource.fixed(Stubs.NOW);
    }

    @Singleton
    Secrets secrets() {
        return new CountingSecrets();
    }

    @Singleton
    FastPasswordHasher hasher() {
        return new FastPasswordHasher();
    }

    @Singleton
    InMemoryRateLimits limits(InstantSource clock) {
        return new InMemoryRateLimits(clock);
    }

    @Singleton
    InMemoryBlocks blocks() {
        return new InMemoryBlocks();
    }

    @Singleton
    Stubs.Identities identities() {
        return new Stubs.Identities();
    }

    @Singleton
    InMemoryTokenStore tokens(InstantSource clock) {
        return new InMemoryTokenStore(clock);
    }

    @Singleton
    InMemoryUserStore users() {
        return new InMemoryUserStore();
    }

    @Singleton
    InMemoryConversations conversations() {
        return new InMemoryConversations();
    }

    @Singleton
    InMemoryMessageLog log(InMemoryConversations conversations) {
        return new InMemoryMessageLog(conversations);
    }

    @Singleton
    InMemoryMessageHistory history(InMemoryConversations conversations) {
        return new InMemoryMessageHistory(conversations);
    }

    @Singleton
    InMemoryPresence leases() {
        return new InMemoryPresence();
    }

    @Singleton
    InMemoryOpenSockets openSockets() {
        return new InMemoryOpenSockets();
    }

    @Singleton
    InMemoryDesk desk(InMemoryPresence leases) {
        return new InMemoryDesk(leases);
    }

    @Singleton
    InMemorySessionStore sessions(InMemoryConversations conversations, InMemoryHours hours, InstantSource clock) {
        return new InMemorySessionStore(conversations, hours, clock);
    }

    @Singleton
    InMemoryHours hours() {
        return new InMemoryHours();
    }

    @Singleton
    InMemoryNotes notes(InMemorySessionStore sessions, InMemoryConversations conversations) {
        return new InMemoryNotes(sessions, conversations.events());
    }

    @Singleton
    InMemorySessionIndex sessionIndex(InMemorySessionStore sessions) {
        return new InMemorySessionIndex(sessions);
    }

    @Singleton
    InMemoryReplies replies(InMemoryUserStore users, InMemoryConversations conversations) {
        return new InMemoryReplies(users, conversations.events());
    }

    @Singleton
    InMemoryKnownAddresses addresses(InstantSource clock) {
        return new InMemoryKnownAddresses(clock);
    }

    @Singleton
    InMemoryAuditLog audit(InstantSource clock) {
        return new InMemoryAuditLog(clock);
    }

    @Singleton
    Stubs.Health storeHealth() {
        return new Stubs.Health();
    }

    @Singleton
    Counters counters(InMemoryConversations conversations) {
        return conversations.counters();
    }

    @Singleton
    InMemoryFileContents contents(InstantSource clock) {
        return new InMemoryFileContents(clock);
    }

    @Singleton
    InMemoryFileRecords files() {
        return new InMemoryFileRecords();
    }

    @Singleton
    InMemoryFileMentions mentions(InMemoryConversations conversations) {
        return new InMemoryFileMentions(conversations);
    }

    @Singleton
    LinkKey linkKey() {
        return "0123456789abcdef0123456789abcdef"::getBytes;
    }

    @Singleton
    MediaTypes types() {
        return new Stubs.Types();
    }

    @Singleton
    Thumbnails thumbnails() {
        return new Stubs.Miniatures();
    }

    @Singleton
    ConnectionCounts connectionCounts() {
        return new Stubs.Counted();
    }

    @Singleton
    @Bean(typed = BlockingExecutor.class)
    BlockingExecutor blockingExecutor() {
        return ForkJoinPool.commonPool()::execute;
    }

    @Singleton
    @Bean(typed = DelayedExecutor.class)
    DelayedExecutor delayedExecutor() {
        return task -> {};
    }

    @Singleton
    RoutingPolicy routingPolicy() {
        return RoutingPolicy.standard();
    }

    @Singleton
    IssueToken.Lifetimes lifetimes() {
        return new IssueToken.Lifetimes(Duration.ofHours(24), Duration.ofDays(30));
    }

    @Singleton
    PresenceTimes presenceTimes() {
        return SessionFixture.PRESENCE_TIMES;
    }

    @Singleton
    SessionTimes sessionTimes() {
        return SessionFixture.TIMES;
    }

    @Singleton
    RecallMessage.Rules recallRules() {
        return new RecallMessage.Rules(Duration.ofMinutes(2));
    }

    @Singleton
    LinkFile.Rules linkRules() {
        return new LinkFile.Rules(Duration.ofMinutes(10));
    }

    @Singleton
    UploadFile.Rules uploadRules() {
        return new UploadFile.Rules(
                100_000, ROOM, ROOM, Map.of(FileCategory.IMAGE, List.of("image/*"), FileCategory.FILE, List.of("*/*")));
    }
}
