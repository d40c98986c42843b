package io.kefu.application.presence;

import io.kefu.application.UseCase;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.ConversationEvent.PresenceChanged;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Publishes which users came online or went offline: in the conversation of a customer, and in the conversations that a kefu
 * serves. A user who goes and comes back within the grace period did not change.
 */
@UseCase
public final class SweepPresence {
    private static final int BATCH = 500;

    private final Presence presence;
    private final Desk desk;
    private final MessageEvents events;
    private final InstantSource clock;
    private final Duration grace;

    public SweepPresence(Presence presence, Desk desk, MessageEvents events, InstantSource clock, PresenceTimes times) {
        this.presence = presence;
        this.desk = desk;
        this.events = events;
        this.clock = clock;
        this.grace = times.grace();
    }

    /** Publishes all changes since the last sweep of any node. Blocks. */
    public void sweep() {
        Instant now = clock.instant();
        List<Presence.Change> changes;
        do {
            changes = presence.takeChanges(now, grace, BATCH);
            changes.forEach(this::publish);
        } while (changes.size() == BATCH);
    }

    private void publish(Presence.Change change) {
        Stream<ConversationId> served = desk.servedBy(change.user()).stream().map(SessionId::conversation);
        Stream.concat(Stream.of(ConversationIds.ofCustomer(change.user())), served)
                .map(conversation ->
                        new PresenceChanged(conversation, change.user(), change.isOnline(), change.since()))
                .forEach(event -> {
                    // An event that is lost does no harm: the next connect reads the state.
                    var unused = events.publish(event);
                });
    }
}
