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
        public CompletionStage<Optional<ServerFrame>> begin(@Nullable CompletionStage<?> before) {
            CompletableFuture<Optional<ServerFrame>> answer = new CompletableFuture<>();
            handle(before)
                    .whenComplete((frameOrNone, failure) -> onLoop(() -> answer.complete(
                            failure == null ? frameOrNone : Optional.of(refused(failure, frame.id())))));
            return answer;
        }

        private CompletionStage<Optional<ServerFrame>> handle(@Nullable CompletionStage<?> before) {
            try {
                return handler.handle(frame, before);
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
        public CompletionStage<Optional<ServerFrame>> begin(@Nullable CompletionStage<?> before) {
            return CompletableFuture.completedStage(Optional.of(error));
        }
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private ServerFrame refused(Throwable failure, @Nullable JsonNode frameId) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DomainException refusal) {
            return Frames.error(refusal, texts, frameId);
        }
        LOG.error("A frame failed", cause);
        return Frames.error(DomainException.of(ErrorCode.INTERNAL_ERROR), texts, frameId);
    }
}
