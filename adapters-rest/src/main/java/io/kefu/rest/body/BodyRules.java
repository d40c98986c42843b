package io.kefu.rest.body;

import io.kefu.rest.connection.HttpSettings;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** How much of a body, and of all bodies of a node together, may wait in memory for the rest to come in, and how long. */
@Singleton
final class BodyRules {
    /** The largest body that is not streamed, in bytes. */
    static final int MAX_WHOLE = 65_536;

    /** More than comes in, in one turn of reading, of a file that is read as fast as it comes. */
    private static final long MAX_UNREAD = 2L * 1024 * 1024;

    private static final int SHARE_OF_HEAP = 8;

    private final List<StreamedRoute> streamed;
    private final Duration time;
    private final AtomicLong room = new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

    /**
     * Makes the rules of a node.
     *
     * @param streamed the routes whose bodies are streamed
     * @param settings how long another body may take
     */
    BodyRules(List<StreamedRoute> streamed, HttpSettings settings) {
        this.streamed = streamed;
        this.time = settings.bodyTime();
    }

    /** The body that follows a request's head, and how it is broken off. */
    IncomingBody begin(HttpRequest head, Consumer<IncomingBody> breakOff) {
        String uri = head.uri();
        int query = uri.indexOf('?');
        return streamed(query < 0 ? uri : uri.substring(0, query))
                .map(route -> new IncomingBody(breakOff, true, MAX_UNREAD, route.time()))
                .orElseGet(() -> new IncomingBody(breakOff, false, MAX_WHOLE, time));
    }

    /** The route of a path, if its body is streamed; with a slash at the end it is the same, as for the router. */
    Optional<StreamedRoute> streamed(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return streamed.stream().filter(route -> route.path().equals(plain)).findFirst();
    }

    /** Takes room for so many bytes; false if there is none. From any thread. */
    boolean take(int bytes) {
        if (room.addAndGet(-bytes) < 0) {
            giveBack(bytes);
            return false;
        }
        return true;
    }

    /** Gives room back. From any thread. */
    void giveBack(int bytes) {
        room.addAndGet(bytes);
    }
}
