package io.kefu.websocket.connection;

import io.kefu.application.error.ErrorTexts;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.websocket.frame.ClientFrame;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.socket.Inbox;
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
 * Makes work for a connection's inbox of what its client sends. Whatever goes wrong ends in the answer, so that the next
 * frame has its turn.
 */
final class FrameReader implements Inbox.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);

    private final Frames frames;
    private final ErrorTexts texts;
    private final FrameHandler handler;
    private final EventLoop loop;

    /**
     * Makes a reader.
     *
     * @param texts tell of refusals in the client's language
     */
    FrameReader(Frames frames, ErrorTexts texts, FrameHandler handler, EventLoop loop) {
        this.frames = frames;
        this.texts = texts;
        this.handler = handler;
        this.loop = loop;
    }

    @Override
    public Inbox.Work read(byte[] text) {
        @Nullable JsonNode json = frames.read(text);
        try {
            if (json == null) {
                throw DomainException.invalid("frame", Reason.MALFORMED);
            }
            return new FrameWork(ClientFrame.of(json));
        } catch (DomainException refusal) {
            return new RefusedWork(Frames.error(refusal, texts, ClientFrame.idOf(json)));
        }
    }

    /** What a frame asks for. */
    private final class FrameWork implements Inbox.Work {
        private final ClientFrame frame;

        FrameWork(ClientFrame frame) {
            this.frame = frame;
        }

        @Override
        public boolean mayOverlap() {
            return handler.mayOverlap(frame);
        }

        @Override
        public CompletionStage<Inbox.Outcome> begin(Inbox.Turn turn) {
            CompletableFuture<Inbox.Outcome> outcome = new CompletableFuture<>();
            handle(turn)
                    .whenComplete((answer, failure) -> onLoop(() -> outcome.complete(
                            failure == null ? new Inbox.Outcome(answer, false) : failed(failure, frame.id()))));
            return outcome;
        }

        private CompletionStage<Optional<ServerFrame>> handle(Inbox.Turn turn) {
            try {
                return handler.handle(frame, turn);
            } catch (RuntimeException failure) {
                return CompletableFuture.failedStage(failure);
            }
        }
    }

    /** What is no frame. */
    private record RefusedWork(ServerFrame error) implements Inbox.Work {
        @Override
        public boolean mayOverlap() {
            return false;
        }

        @Override
        public CompletionStage<Inbox.Outcome> begin(Inbox.Turn turn) {
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
            // A store that did not answer may have done what was asked.
            boolean isRefusal = refusal.code() != ErrorCode.SERVICE_UNAVAILABLE;
            return new Inbox.Outcome(Optional.of(Frames.error(refusal, texts, frameId)), isRefusal);
        }
        LOG.error("A frame failed", cause);
        DomainException error = DomainException.of(ErrorCode.INTERNAL_ERROR);
        return new Inbox.Outcome(Optional.of(Frames.error(error, texts, frameId)), false);
    }
}
