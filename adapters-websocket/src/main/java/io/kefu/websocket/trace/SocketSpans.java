package io.kefu.websocket.trace;

import io.kefu.application.message.port.MessageEvents.ConversationEvent.Appended;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.websocket.frame.FrameType;
import io.kefu.websocket.frame.ServerFrame;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the spans of frames and pushes. This bean exists only while tracing is on. Attributes of spans are ids of connections and
 * conversations, seqs and error codes; contents, names, ids of users and tokens are never among them. Thread-safe.
 */
@Singleton
@Requires(beans = Tracer.class)
public final class SocketSpans {
    private static final AttributeKey<String> CONNECTION = AttributeKey.stringKey("kefu.connection_id");
    private static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("kefu.conversation_id");
    private static final AttributeKey<Long> SEQ = AttributeKey.longKey("kefu.seq");
    private static final AttributeKey<String> ERROR_CODE = AttributeKey.stringKey("kefu.error_code");

    /** Reads a text that is itself the value of the field {@code traceparent}. */
    private static final TextMapGetter<String> TRACEPARENT =
            (traceparent, field) -> "traceparent".equals(field) ? traceparent : null;

    private final Tracer tracer;

    SocketSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Handles a frame within a new trace. The span ends with the stage, or at once if the handling throws an exception.
     *
     * @param answer finds the frame that answers the client's frame in the result of the stage
     */
    public <T> CompletionStage<T> frame(
            FrameType type,
            String connection,
            Supplier<CompletionStage<T>> handle,
            Function<T, Optional<ServerFrame>> answer) {
        Span span = tracer.spanBuilder("frame " + type.word())
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(CONNECTION, connection)
                .startSpan();
        return started(Context.root().with(span).wrapSupplier(handle), span).whenComplete((result, failure) -> {
            try {
                if (failure == null) {
                    answer.apply(result).ifPresent(frame -> describe(span, frame.data()));
                } else {
                    span.setStatus(StatusCode.ERROR);
                }
            } finally {
                span.end();
            }
        });
    }

    private static <T> CompletionStage<T> started(Supplier<CompletionStage<T>> handle, Span span) {
        try {
            return handle.get();
        } catch (RuntimeException failure) {
            span.setStatus(StatusCode.ERROR);
            span.end();
            throw failure;
        }
    }

    private static void describe(Span span, ServerFrame.Data answer) {
        if (answer instanceof ServerFrame.Ack ack) {
            span.setAttribute(CONVERSATION, ack.conversationId()).setAttribute(SEQ, ack.seq());
        } else if (answer instanceof ServerFrame.Refused refused) {
            span.setAttribute(ERROR_CODE, refused.code());
            if (refused.code().equals(ErrorCode.INTERNAL_ERROR.name())
                    || refused.code().equals(ErrorCode.SERVICE_UNAVAILABLE.name())) {
                span.setStatus(StatusCode.ERROR);
            }
        }
    }

    /** Pushes the message of an event. If its append was traced, the push gets a span in the same trace. */
    public void push(Appended event, String connection, Runnable push) {
        if (event.trace() == null) {
            push.run();
            return;
        }
        Message message = event.message();
        Context append = W3CTraceContextPropagator.getInstance().extract(Context.root(), event.trace(), TRACEPARENT);
        Span span = tracer.spanBuilder("push message")
                .setParent(append)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(CONNECTION, connection)
                .setAttribute(CONVERSATION, message.conversation().value())
                .setAttribute(SEQ, message.seq())
                .startSpan();
        try {
            append.with(span).wrap(push).run();
        } finally {
            span.end();
        }
    }
}
