package io.kefu.rest.body;

import java.time.Duration;

/** A route whose body may be large and is read while it arrives. Bodies of all other routes are small and are read as a whole. */
public interface StreamedRoute {
    /** The route's path, without variables. */
    String path();

    /** How long a body may take to arrive before its connection is closed. */
    Duration time();
}
