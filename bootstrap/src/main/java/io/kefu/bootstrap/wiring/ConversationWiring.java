package io.kefu.bootstrap.wiring;

import io.kefu.application.connection.Connect;
import io.kefu.application.connection.CountUnread;
import io.kefu.application.connection.ListOwnPlaces;
import io.kefu.application.connection.ReadConnections;
import io.kefu.application.connection.ReadPlace;
import io.kefu.application.connection.SayInRoom;
import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.connection.port.RoomEvents;
import io.kefu.application.file.MentionFile;
import io.kefu.application.message.AdvanceCursor;
import io.kefu.application.message.ReadHistory;
import io.kefu.application.message.ReadLatest;
import io.kefu.application.message.RecallMessage;
import io.kefu.application.message.SendMessage;
import io.kefu.application.message.ShowTyping;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.presence.SweepPresence;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.DescribeSessions;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.user.port.UserStore;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Wires messages and connections. */
@Factory
final class ConversationWiring {

    @Singleton
    SendMessage sendMessage(
            MessageLog log,
            OpenSession openSession,
            UserStore users,
            MentionFile mentionFile,
            @Named(TaskExecutors.BLOCKING) Executor blocking,
            InstantSource clock) {
        return new SendMessage(log, openSession, users, mentionFile, blocking, clock);
    }

    @Singleton
    ReadHistory readHistory(MessageHistory history, UserStore users) {
        return new ReadHistory(history, users);
    }

    @Singleton
    ReadLatest readLatest(MessageHistory history) {
        return new ReadLatest(history);
    }

    @Singleton
    AdvanceCursor advanceCursor(MessageLog log) {
        return new AdvanceCursor(log);
    }

    @Singleton
    ReadPlace readPlace(MessageLog log, InstantSource clock) {
        return new ReadPlace(log, clock);
    }

    @Singleton
    RecallMessage recallMessage(MessageLog log, InstantSource clock, MessageSettings settings) {
        return new RecallMessage(log, clock, settings.recallWithin());
    }

    @Singleton
    ShowTyping showTyping(MessageEvents events) {
        return new ShowTyping(events);
    }

    @Singleton
    SayInRoom sayInRoom(RoomEvents events, InstantSource clock) {
        return new SayInRoom(events, clock);
    }

    @Singleton
    ReadConnections readConnections(ConnectionCounts counts, InstantSource clock) {
        return new ReadConnections(counts, clock);
    }

    @Singleton
    SweepPresence sweepPresence(
            Presence presence, Desk desk, MessageEvents events, InstantSource clock, PresenceSettings settings) {
        return new SweepPresence(presence, desk, events, clock, settings.grace());
    }

    @Singleton
    ListOwnPlaces listOwnPlaces(Desk desk, MessageHistory history, ReadPlace readPlace) {
        return new ListOwnPlaces(desk, history, readPlace);
    }

    @Singleton
    CountUnread countUnread(ListOwnPlaces listOwnPlaces) {
        return new CountUnread(listOwnPlaces);
    }

    @Singleton
    Connect connect(
            Presence presence,
            UserStore users,
            ListOwnPlaces listOwnPlaces,
            SessionStore sessions,
            DescribeSessions describe,
            AssignWaiting assignWaiting,
            InstantSource clock,
            PresenceSettings settings) {
        return new Connect(presence, users, listOwnPlaces, sessions, describe, assignWaiting, clock, settings.lease());
    }
}
