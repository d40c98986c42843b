package io.kefu.rest.body;

import java.time.Duration;

/** A route whose body is read while it comes in, and may be large. All others get theirs as a whole, and small. */
public interface StreamedRoute {
    /** The route's path, as it is written. */
    String path();

    /** How long a body may take to come in; its connection then ends. */
    Duration time();
}
