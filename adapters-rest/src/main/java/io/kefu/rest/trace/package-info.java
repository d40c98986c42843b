/** Spans of requests. Used only while tracing is on. */
@NullMarked
package io.kefu.rest.trace;

import org.jspecify.annotations.NullMarked;
