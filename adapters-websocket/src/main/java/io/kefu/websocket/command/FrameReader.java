package io.kefu.websocket.command;

import io.kefu.application.error.ErrorTexts;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.websocket.delivery.Delivery;
import io.kefu.websocket.delivery.NewConnection;
import io.kefu.websocket.frame.ClientFrame;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.socket.Inbox;
import io.kefu.websocket.trace.SocketSpans;
import io.micronaut.json.tree.JsonNode;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes the frames of one connection, and has them handled. Every failure becomes an {@code error} frame, so that the
 * next frame is handled.
 */
public final class FrameReader implements Inbox.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);

    private final FrameCommands commands;
    private final FrameJson json;
    private final ErrorTexts texts;
    private final CommandContext context;
    private final EventLoop loop;

    public FrameReader(
            FrameCommands commands, FrameJson json, NewConnection connection, Delivery delivery, RoomMembership rooms) {
        this.commands = commands;
        this.json = json;
        this.texts = connection.texts();
        this.loop = connection.channel().eventLoop();
        this.context = new CommandContext(connection.id(), delivery, rooms, loop);
    }

    @Override
    public Inbox.Work read(byte[] text) {
        @Nullable JsonNode frame = json.read(text);
        try {
            if (frame == null) {
                throw DomainException.invalid("frame", Reason.MALFORMED);
            }
            ClientFrame valid = ClientFrame.of(frame);
            SocketSpans spans = commands.spans();
            return spans == null
                    ? new ValidFrame(valid)
                    : new TracedFrame(valid.type(), new ValidFrame(valid), context.connection, spans);
        } catch (DomainException refusal) {
            return new InvalidFrame(Frames.error(refusal, texts, ClientFrame.idOf(frame)));
        }
    }

    private final class ValidFrame implements Inbox.Work {
        private final ClientFrame frame;

        ValidFrame(ClientFrame frame) {
            this.frame = frame;
        }

        @Override
        public boolean mayOverlap() {
            return commands.mayOverlap(frame, context);
        }

        @Override
        public CompletionStage<Inbox.Outcome> start(Inbox.Turn turn) {
            CompletableFuture<Inbox.Outcome> outcome = new CompletableFuture<>();
            handle(turn).whenComplete((answer, failure) -> {
                // A failure is logged on this thread, because its logging context has the id of the trace.
                Inbox.Outcome result = failure == null ? new Inbox.Outcome(answer, false) : failed(failure, frame.id());
                onLoop(() -> outcome.complete(result));
            });
            return outcome;
        }

        private CompletionStage<Optional<ServerFrame>> handle(Inbox.Turn turn) {
            try {
                return commands.handle(frame, context, turn);
            } catch (RuntimeException failure) {
                return CompletableFuture.failedStage(failure);
            }
        }
    }

    private record InvalidFrame(ServerFrame error) implements Inbox.Work {
        @Override
        public boolean mayOverlap() {
            return false;
        }

        @Override
        public CompletionStage<Inbox.Outcome> start(Inbox.Turn turn) {
            return CompletableFuture.completedStage(new Inbox.Outcome(Optional.of(error), true));
        }
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private Inbox.Outcome failed(Throwable failure, @Nullable JsonNode frameId) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DomainException refusal) {
            // A store that did not answer may have done what the frame asked for.
            boolean isRefusal = refusal.code() != ErrorCode.SERVICE_UNAVAILABLE;
            return new Inbox.Outcome(Optional.of(Frames.error(refusal, texts, frameId)), isRefusal);
        }
        LOG.error("Could not handle a frame of connection {}", context.connection, cause);
        DomainException error = DomainException.of(ErrorCode.INTERNAL_ERROR);
        return new Inbox.Outcome(Optional.of(Frames.error(error, texts, frameId)), false);
    }
}
