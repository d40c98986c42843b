package io.kefu.websocket.socket;

import io.github.bucket4j.Bucket;
import io.kefu.websocket.settings.WebSocketSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Limits the rate of frames that a client may send through one socket. */
public final class FrameLimit {
    private final @Nullable Bucket bucket;

    public FrameLimit(WebSocketSettings settings) {
        int perSecond = settings.framesPerSecond();
        this.bucket = settings.limitsEnabled()
                ? Bucket.builder()
                        .addLimit(
                                limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .withNanosecondPrecision()
                        .build()
                : null;
    }

    /** Counts a frame. Returns whether it exceeds the limit. */
    public boolean isExceeded() {
        return bucket != null && !bucket.tryConsume(1);
    }
}
