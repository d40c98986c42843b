package io.kefu.websocket.delivery;

import io.kefu.application.message.port.MessageEvents.ConversationEvent.Appended;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.frame.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the push of a message once for all its receivers on a node, which ask for it right after each other. Thread-safe:
 * if several threads ask at the same time, at worst one of them encodes the same push again.
 */
final class PushCache {
    private final Frames frames;
    private final FrameJson json;
    private volatile Entry newest = new Entry(null, new byte[0]);

    PushCache(Frames frames, FrameJson json) {
        this.frames = frames;
        this.json = json;
    }

    /** The JSON of the frame that pushes the message of an event. */
    @SuppressWarnings("ReferenceEquality") // comparing contents would cost more
    byte[] of(Appended event) {
        Entry entry = newest;
        if (entry.event != event) {
            entry = new Entry(event, json.write(frames.message(event.message())));
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
