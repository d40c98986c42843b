package io.kefu.rest.body;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the status for a head that is too long. The HTTP server itself answers 413, which means that the body is too large. */
public final class TooLongHead {
    private TooLongHead() {}

    /** 414 for the request line, 431 for the headers (RFC 6585); empty for a head that could be read. */
    public static Optional<HttpStatus> of(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> received
                ? status(received.getNativeRequest().decoderResult().cause())
                : Optional.empty();
    }

    private static Optional<HttpStatus> status(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Optional.of(HttpStatus.REQUEST_URI_TOO_LONG);
        }
        return cause instanceof TooLongHttpHeaderException
                ? Optional.of(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
                : Optional.empty();
    }
}
