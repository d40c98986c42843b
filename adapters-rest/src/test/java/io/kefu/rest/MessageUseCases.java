package io.kefu.rest;

import io.kefu.application.connection.CountUnread;
import io.kefu.application.connection.ListOwnPlaces;
import io.kefu.application.connection.ReadPlace;
import io.kefu.application.file.MentionFile;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.message.AdvanceCursor;
import io.kefu.application.message.ReadHistory;
import io.kefu.application.message.ReadLatest;
import io.kefu.application.message.RecallMessage;
import io.kefu.application.message.SendMessage;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.port.Desk;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;

/** Wires what is done with messages to the stubs. */
@Factory
final class MessageUseCases {
    @Singleton
    SendMessage sendMessage(
            StubMessageLog log,
            OpenSession openSession,
            StubUserStore users,
            InMemoryFileRecords files,
            InMemoryFileMentions mentions,
            InstantSource clock) {
        MentionFile mentionFile = new MentionFile(files, mentions, clock);
        return new SendMessage(log, openSession, users, mentionFile, ForkJoinPool.commonPool(), clock);
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
    RecallMessage recallMessage(StubMessageLog log, InstantSource clock) {
        return new RecallMessage(log, clock, Duration.ofMinutes(2));
    }

    @Singleton
    AdvanceCursor advanceCursor(StubMessageLog log) {
        return new AdvanceCursor(log);
    }

    @Singleton
    CountUnread countUnread(Desk desk, StubMessageLog log) {
        return new CountUnread(new ListOwnPlaces(desk, log, new ReadPlace(log, InstantSource.system())));
    }
}
