package io.kefu.rest.body;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpRequest;

/** The head of a request whose body is streamed. It holds the body, so that controllers can find it. */
final class StreamedRequestHead extends DefaultHttpRequest {
    private final IncomingBody body;

    StreamedRequestHead(HttpRequest head, IncomingBody body) {
        super(head.protocolVersion(), head.method(), head.uri(), head.headers());
        this.body = body;
        setDecoderResult(head.decoderResult());
    }

    IncomingBody body() {
        return body;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
