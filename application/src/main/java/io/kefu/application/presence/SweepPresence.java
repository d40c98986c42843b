package io.kefu.application.presence;

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
 * Tells those whom it concerns who came and who went: a customer's kefu, and the customers of a kefu. Who is back within a
 * grace was never gone.
 */
public final class SweepPresence {
    private static final int BATCH = 500;

    private final Presence presence;
    private final Desk desk;
    private final MessageEvents events;
    private final InstantSource clock;
    private final Duration grace;

    public SweepPresence(Presence presence, Desk desk, MessageEvents events, InstantSource clock, Duration grace) {
        this.presence = presence;
        this.desk = desk;
        this.events = events;
        this.clock = clock;
        this.grace = grace;
    }

    /** Tells what has changed since the last sweep, on whichever node. Blocks. */
    public void sweep() {
        Instant now = clock.instant();
        List<Presence.Change> changes;
        do {
            changes = presence.settle(now, grace, BATCH);
            changes.forEach(this::tell);
        } while (changes.size() == BATCH);
    }

    private void tell(Presence.Change change) {
        Stream<ConversationId> served = desk.servedBy(change.user()).stream().map(SessionId::conversation);
        Stream.concat(Stream.of(ConversationIds.ofCustomer(change.user())), served)
                .map(conversation ->
                        new PresenceChanged(conversation, change.user(), change.isOnline(), change.since()))
                .forEach(event -> {
                    // A hint: what is lost here is seen at the next connect.
                    var unused = events.tell(event);
                });
    }
}
