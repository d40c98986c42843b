package io.kefu.websocket.delivery;

import io.kefu.application.message.ConversationFeed;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.Notification;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.socket.CloseCode;
import io.kefu.websocket.socket.Outbound;
import io.kefu.websocket.socket.SocketMeters;
import io.kefu.websocket.trace.SocketSpans;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pushes to one client what happens in its conversations. All methods are called on the socket's event loop. */
final class ConversationPushes implements ConversationFeed.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationPushes.class);
    private static final long RETRY_AFTER_MILLIS = 1_000;

    private final NewConnection connection;
    private final Outbound outbound;
    private final Frames frames;
    private final PushCache pushCache;
    private final SocketMeters meters;
    private final InstantSource clock;
    private final @Nullable SocketSpans spans;

    /**
     * Makes the pushes of a connection.
     *
     * @param spans null if tracing is off
     */
    ConversationPushes(
            NewConnection connection,
            Frames frames,
            PushCache pushCache,
            SocketMeters meters,
            InstantSource clock,
            @Nullable SocketSpans spans) {
        this.connection = connection;
        this.outbound = connection.outbound();
        this.frames = frames;
        this.pushCache = pushCache;
        this.meters = meters;
        this.clock = clock;
        this.spans = spans;
    }

    @Override
    public boolean isReady() {
        return outbound.isReady();
    }

    @Override
    public void receive(Message message, ConversationEvent.@Nullable Appended event) {
        try {
            if (event == null) {
                meters.pushedFromLog();
                outbound.send(frames.message(message));
            } else {
                meters.pushedLive(message.timestamp());
                push(event);
            }
        } catch (RuntimeException failure) {
            // If the feed went on, the client would miss this message.
            LOG.error("Could not write a message to connection {}", connection.id(), failure);
            outbound.close(CloseCode.FAULT);
        }
    }

    private void push(ConversationEvent.Appended event) {
        if (spans == null) {
            outbound.send(pushCache.of(event));
        } else {
            spans.push(event, connection.id(), () -> outbound.send(pushCache.of(event)));
        }
    }

    @Override
    public void restarted(ConversationView view) {
        outbound.send(
                Frames.notification(new Notification.ConversationReset(clock.instant(), frames.conversation(view))));
    }

    @Override
    public void advanced(ConversationEvent.Advanced event) {
        if (!connection.id().equals(event.origin())) {
            outbound.send(frames.receipt(event));
        }
    }

    @Override
    public void received(ConversationEvent.Transient event) {
        switch (event) {
            case ConversationEvent.Typing typing -> {
                if (!connection.user().is(typing.by())) {
                    outbound.send(ServerFrame.push(
                            "typing",
                            new ServerFrame.Typing(
                                    typing.conversation().value(), typing.by().value())));
                }
            }
            case ConversationEvent.PresenceChanged changed -> {
                if (!connection.user().is(changed.user())) {
                    String userId = changed.user().value();
                    outbound.send(Frames.notification(
                            changed.isOnline()
                                    ? new Notification.UserOnline(userId, changed.since())
                                    : new Notification.UserOffline(userId, changed.since())));
                }
            }
        }
    }

    @Override
    public void failed(@Nullable Throwable failure, Runnable retry) {
        LOG.debug("Could not read a log for connection {}; will retry", connection.id(), failure);
        var unused = connection.loop().schedule(retry, RETRY_AFTER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends the client an {@code error}: the conversation is not continued, because it is a former one or does not exist. */
    void ended(ConversationId conversation, ErrorCode why) {
        outbound.send(ServerFrame.push(
                "error",
                new ServerFrame.Refused(
                        why.name(), connection.texts().of(why), Map.of("conversation_id", conversation.value()))));
    }
}
