package io.kefu.websocket.socket;

import io.kefu.application.time.port.Ticker;
import io.kefu.websocket.settings.WebSocketSettings;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One client's socket, from its upgrade to its end: reads the client's frames in order, pings the client, and closes the
 * socket as RFC 6455 says. All methods are called on the socket's event loop, unless they say otherwise.
 */
public final class ClientSocket {
    private final Channel channel;
    private final Outbound outbound;
    private final Inbox inbox;
    private final SocketHeartbeat heartbeat;
    private final WebSocketSettings settings;
    private boolean goesAway;
    private boolean peerCloses;
    private boolean ended;

    /**
     * Takes over a channel that was just upgraded, and arranges its handlers. Frames are received, but not handled before
     * {@link #openInbox}.
     */
    public ClientSocket(
            Channel channel,
            Outbound outbound,
            Inbox.Handler handler,
            Listener listener,
            WebSocketSettings settings,
            Ticker ticker) {
        this.channel = channel;
        this.outbound = outbound;
        this.inbox = new Inbox(channel, handler, outbound);
        this.heartbeat = new SocketHeartbeat(channel, outbound, listener, settings.heartbeat(), ticker);
        this.settings = settings;
        SocketPipeline.prepare(channel, new FrameGuard(this, settings), settings);
        SocketPipeline.takeMessages(channel, new MessageHandler(this));
        SocketPipeline.watch(channel, new SocketWatch(this, listener));
    }

    /** Receives what happens on a socket. Called on the socket's event loop. */
    public interface Listener {
        /**
         * Called before a ping is sent.
         *
         * @param number the number of the ping, from 1
         */
        void beforePing(long number);

        /** The client has answered the latest ping. */
        void ponged();

        /** The socket can take more data again, or cannot take more for now. */
        void writabilityChanged();
    }

    /** Starts to ping the client. */
    public void start() {
        heartbeat.start();
    }

    /** Starts to handle the client's frames. */
    public void openInbox() {
        inbox.open();
    }

    /** Stops pinging, and drops all frames that were not handled yet. Called once the channel is closed. */
    public void end() {
        ended = true;
        inbox.clear();
        heartbeat.end();
    }

    /** Takes a message of the client, after its fragments were joined. */
    void receive(byte[] message) {
        if (ended) {
            return;
        }
        if (message.length > settings.maxFrameBytes()) {
            outbound.close(CloseCode.TOO_BIG);
            return;
        }
        inbox.offer(message);
    }

    /**
     * Closes the socket. May be called on any thread. A call on the socket's event loop takes effect before it returns.
     */
    public void close(CloseCode code) {
        if (channel.eventLoop().inEventLoop()) {
            outbound.close(code);
        } else {
            channel.eventLoop().execute(() -> outbound.close(code));
        }
    }

    /** Closes the socket because the client broke the protocol. */
    public void fail(WebSocketCloseStatus status) {
        outbound.fail(CloseCode.of(status));
    }

    /**
     * Handles a close frame of the client. If the service has sent one already, the connection ends. Otherwise the service
     * first answers the frames that came before, for at most {@link Outbound#CLOSE_WITHIN}, and then echoes the close
     * frame.
     *
     * @param code the code of the frame; -1 if it has none
     */
    void closedByPeer(int code) {
        peerCloses = true;
        if (outbound.isClosing()) {
            outbound.finished();
        } else if (code >= 0 && !CloseCode.isValidFromPeer(code)) {
            outbound.fail(CloseCode.PROTOCOL_ERROR);
        } else {
            inbox.finish(() -> outbound.answerClose(code));
            var unused = channel.eventLoop()
                    .schedule(
                            () -> outbound.answerClose(code), Outbound.CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Answers the frames that were received, then closes the socket because the node stops. May be called on any thread.
     *
     * @param reconnectAfter the time after which the client is advised to reconnect
     */
    public void goAway(Duration reconnectAfter) {
        String reason = "going away; reconnect after " + reconnectAfter.toMillis() + " ms";
        channel.eventLoop().execute(() -> {
            if (peerCloses) {
                return;
            }
            goesAway = true;
            if (!inbox.isOpen()) {
                inbox.clear();
            }
            inbox.finish(() -> outbound.close(CloseCode.GOING_AWAY, reason));
        });
    }

    /** Whether the node stops, but the closing handshake with this client is not complete. */
    boolean isGoingAway() {
        return goesAway && !outbound.mayEnd();
    }

    /** Whether the client has sent nothing for this long, or longer. May be called on any thread. */
    public boolean isSilentFor(Duration time) {
        return heartbeat.isSilentFor(time);
    }

    /** How long the client has sent nothing. May be called on any thread. */
    public Duration silence() {
        return heartbeat.silence();
    }

    Outbound outbound() {
        return outbound;
    }

    SocketHeartbeat heartbeat() {
        return heartbeat;
    }
}
