package io.kefu.websocket.socket;

import io.github.bucket4j.Bucket;
import io.kefu.websocket.settings.WebSocketSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many messages a client may send through one socket. */
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

    /** Counts a message, and says whether it is one too many. */
    public boolean isExceeded() {
        return bucket != null && !bucket.tryConsume(1);
    }
}
