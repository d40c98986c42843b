package io.kefu.rest.body;

import io.kefu.rest.connection.HttpSettings;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Limits how much memory one body, and all bodies of a node together, may use while they arrive, and how long a body may take to
 * arrive.
 */
@Singleton
final class BodyLimits {
    /** The largest body that is not streamed, in bytes. */
    static final int MAX_WHOLE = 65_536;

    /** How many bytes of a streamed body may wait to be read. A file that is read at full speed stays below this. */
    private static final long MAX_UNREAD = 2L * 1024 * 1024;

    private static final int SHARE_OF_HEAP = 8;

    private final List<StreamedRoute> streamed;

    /** How long a body that is not streamed may take to arrive. */
    private final Duration time;

    private final AtomicLong free = new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

    BodyLimits(List<StreamedRoute> streamed, HttpSettings settings) {
        this.streamed = streamed;
        this.time = settings.bodyTime();
    }

    /**
     * The body that follows the head of a request.
     *
     * @param abort ends the body early, see {@link IncomingBody#abort}
     */
    IncomingBody bodyOf(HttpRequest head, Consumer<IncomingBody> abort) {
        String uri = head.uri();
        int query = uri.indexOf('?');
        return streamed(query < 0 ? uri : uri.substring(0, query))
                .map(route -> new IncomingBody(abort, true, MAX_UNREAD, route.time()))
                .orElseGet(() -> new IncomingBody(abort, false, MAX_WHOLE, time));
    }

    /** The streamed route with the given path; empty for other routes. As for the router, a slash at the end is ignored. */
    Optional<StreamedRoute> streamed(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return streamed.stream().filter(route -> route.path().equals(plain)).findFirst();
    }

    /** Reserves memory of the node; returns false if too little is free. May be called on any thread. */
    boolean reserve(int bytes) {
        if (free.addAndGet(-bytes) < 0) {
            release(bytes);
            return false;
        }
        return true;
    }

    /** Releases reserved memory. May be called on any thread. */
    void release(int bytes) {
        free.addAndGet(bytes);
    }
}
