package io.kefu.websocket.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The settings of sockets.
 *
 * @param heartbeat the time between two pings; a socket whose client is silent for two of them is closed
 * @param maxFrameBytes the largest size of a client's message in bytes, after its fragments were joined
 * @param maxQueueBytes the largest number of bytes that may wait for a slow client before its socket is closed; the largest
 *     waiting frame does not count
 * @param framesPerSecond the largest number of frames that a client may send per second; twice as many in a burst
 * @param socketsPerUser the largest number of sockets of one user on a node
 * @param limitsEnabled whether {@code framesPerSecond} and {@code socketsPerUser} apply
 * @param queryToken whether a token may be in the URL
 * @param parallelCatchUps the largest number of sockets that catch up at the same time
 * @param reconnectAfter the longest time that clients are advised to wait before they reconnect; longer if a node has so
 *     many clients that more than 1,000 per second would reconnect
 */
@ConfigurationProperties("kefu.websocket")
public record WebSocketSettings(
        @Bindable(defaultValue = "15s") Duration heartbeat,
        @Bindable(defaultValue = "65536") int maxFrameBytes,
        @Bindable(defaultValue = "1048576") int maxQueueBytes,
        @Bindable(defaultValue = "50") int framesPerSecond,
        @Bindable(defaultValue = "20") int socketsPerUser,
        @Bindable(defaultValue = "true") boolean limitsEnabled,
        @Bindable(defaultValue = "true") boolean queryToken,
        @Bindable(defaultValue = "100") int parallelCatchUps,
        @Bindable(defaultValue = "2s") Duration reconnectAfter) {
    /** The largest value that {@code maxFrameBytes} may take. */
    public static final int LARGEST_FRAME = 1_048_576;
}
