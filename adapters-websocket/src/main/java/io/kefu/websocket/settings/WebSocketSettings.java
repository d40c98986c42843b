package io.kefu.websocket.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How sockets behave.
 *
 * @param heartbeat how often the service pings a silent socket; after two without an answer it closes it
 * @param maxFrameBytes the largest message of a client, after its fragments are joined
 * @param maxQueueBytes how many bytes may wait for a slow reader before its socket is closed; the largest waiting frame
 *     does not count
 * @param framesPerSecond how many messages of a client are read per second; twice as many at once
 * @param socketsPerUser how many sockets a user may have on a node
 * @param limitsEnabled whether those two limits count
 * @param queryToken whether a token may stand in the URL
 * @param parallelCatchUps how many sockets at a time look up where they stand and read what they missed
 * @param reconnectAfter the longest time that clients are advised to wait before they reconnect; longer where
 *     a node holds so many that more than 1,000 a second would come back
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
