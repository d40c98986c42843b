package io.kefu.rest.stream;

import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * Writes {@link Streamed} bodies in pieces, as fast as the client reads them. A piece is read on a thread that may block, once the
 * connection can take it.
 */
@Singleton
final class StreamWriter implements ResponseBodyWriter<Streamed> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);
    private static final int PIECE = 65_536;

    private final Executor blocking;

    StreamWriter(@Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.blocking = blocking;
    }

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<Streamed> type,
            MediaType mediaType,
            Streamed answer) {
        ReadBufferFactory buffers = bodies.readBufferFactory();
        Flux<ReadBuffer> pieces = Flux.<ReadBuffer, InputStream>generate(
                        answer.content()::get, (content, sink) -> read(content, sink, buffers), StreamWriter::close)
                .subscribeOn(Schedulers.fromExecutor(blocking));
        return bodies.adapt(pieces, answer.length());
    }

    private static InputStream read(InputStream content, SynchronousSink<ReadBuffer> sink, ReadBufferFactory buffers) {
        try {
            byte[] piece = content.readNBytes(PIECE);
            if (piece.length == 0) {
                sink.complete();
            } else {
                sink.next(buffers.adapt(piece));
            }
        } catch (IOException e) {
            sink.error(e);
        }
        return content;
    }

    /** Closes a content that was sent or whose client has gone. A failure changes nothing for the client and is only logged. */
    static void close(InputStream content) {
        try {
            content.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("Could not close a content after it was sent", e);
        }
    }

    @Override
    public void writeTo(
            Argument<Streamed> type,
            MediaType mediaType,
            Streamed answer,
            MutableHeaders outgoingHeaders,
            OutputStream out) {
        throw new UnsupportedOperationException("The server calls writePiece");
    }
}
