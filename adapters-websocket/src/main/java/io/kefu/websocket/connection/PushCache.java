package io.kefu.websocket.connection;

import io.kefu.application.message.port.MessageEvents.ConversationEvent.Appended;
import io.kefu.websocket.frame.Frames;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a push once for all its receivers on a node, who ask for it one right after the other. Several threads may ask
 * at the same time; at worst one encodes again what another has.
 */
@Singleton
final class PushCache {
    private final Frames frames;
    private volatile Entry newest = new Entry(null, new byte[0]);

    PushCache(Frames frames) {
        this.frames = frames;
    }

    /** The frame that pushes what the event brought. */
    @SuppressWarnings("ReferenceEquality") // the same event, not an equal one: comparing contents would cost more
    byte[] of(Appended event) {
        Entry entry = newest;
        if (entry.event != event) {
            entry = new Entry(event, frames.write(frames.message(event.message())));
            newest = entry;
        }
        return entry.json;
    }

    private static final class Entry {
        private final @Nullable Appended event;
        private final byte[] json;

        Entry(@Nullable Appended event, byte[] json) {
            this.event = event;
            this.json = json;
        }
    }
}
