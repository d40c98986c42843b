package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.message.ConversationFeed;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.socket.CloseCode;
import io.kefu.websocket.socket.Outbound;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what happens in a conversation into pushes to one socket. Everything runs on the socket's event loop. */
final class Delivery implements ConversationFeed.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Services services;
    private final Opening opening;
    private final Principal user;
    private final ErrorTexts texts;
    private final PushCache pushes;
    private final Outbound outbound;
    private final Retry retry;

    /** Reads a conversation again after a while. */
    interface Retry {
        void after(Duration pause);
    }

    Delivery(Services services, Opening opening, PushCache pushes, Outbound outbound, Retry retry) {
        this.services = services;
        this.opening = opening;
        this.user = opening.user();
        this.texts = opening.texts();
        this.pushes = pushes;
        this.outbound = outbound;
        this.retry = retry;
    }

    @Override
    public boolean isReady() {
        return outbound.isReady();
    }

    @Override
    public void receive(Message message, ConversationEvent.@Nullable Appended event) {
        try {
            if (event == null) {
                services.meters().pushedFromLog();
                outbound.send(services.frames().write(services.frames().message(message)));
            } else {
                services.meters().pushedLive(message.timestamp());
                outbound.send(pushes.of(event));
            }
        } catch (RuntimeException failure) {
            // Going on would leave a hole.
            LOG.error("A message could not be written", failure);
            outbound.close(CloseCode.FAULT);
        }
    }

    @Override
    public void restarted(ConversationState state, Side side) {
        send(ServerFrame.push(
                "notification",
                ServerFrame.Notification.reset(
                        Frames.conversation(state, side), services.clock().instant())));
    }

    @Override
    public void advanced(ConversationEvent.Advanced event) {
        if (!opening.id().equals(event.origin())) {
            send(Frames.receipt(event));
        }
    }

    @Override
    public void received(ConversationEvent.Transient event) {
        switch (event) {
            case ConversationEvent.Typing typing -> {
                if (!user.is(typing.by())) {
                    send(ServerFrame.push(
                            "typing",
                            new ServerFrame.Typing(
                                    typing.conversation().value(), typing.by().value())));
                }
            }
            case ConversationEvent.PresenceChanged changed -> {
                if (!user.is(changed.user())) {
                    send(ServerFrame.push(
                            "notification",
                            ServerFrame.Notification.presence(
                                    changed.user().value(), changed.isOnline(), changed.since())));
                }
            }
        }
    }

    @Override
    public void failed(@Nullable Throwable failure) {
        LOG.debug("A conversation's log could not be read; trying again", failure);
        retry.after(READ_AGAIN_AFTER);
    }

    /** The conversation ends here for this user, or is not there. */
    void ended(ConversationId conversation, ErrorCode why) {
        send(ServerFrame.push(
                "error",
                new ServerFrame.Refused(why.name(), texts.of(why), Map.of("conversation_id", conversation.value()))));
    }

    private void send(ServerFrame frame) {
        outbound.send(services.frames().write(frame));
    }
}
