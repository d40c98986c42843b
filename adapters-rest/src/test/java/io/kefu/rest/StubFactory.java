package io.kefu.rest;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.analytics.port.Counters;
import io.kefu.application.analytics.testing.InMemoryCounters;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.session.testing.InMemoryDesk;
import io.kefu.application.session.testing.InMemorySessionStore;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the stand-ins that the use cases are wired to. */
@Factory
final class StubFactory {
    private final AtomicLong counter = new AtomicLong();

    @Singleton
    @Primary
    InstantSource clock() {
        return InstantSource.fixed(Stubs.NOW);
    }

    @Singleton
    Secrets secrets() {
        return length -> "%0".concat(length + "d").formatted(counter.incrementAndGet());
    }

    @Singleton
    Stubs.Hasher hasher() {
        return new Stubs.Hasher();
    }

    @Singleton
    Stubs.Limits limits() {
        return new Stubs.Limits();
    }

    @Singleton
    Stubs.Identities identities() {
        return new Stubs.Identities();
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
    Counters counters() {
        return new InMemoryCounters();
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
    InMemoryFileMentions mentions() {
        return new InMemoryFileMentions(new InMemoryConversations());
    }

    @Singleton
    LinkKey linkKey() {
        return "0123456789abcdef0123456789abcdef"::getBytes;
    }
}
