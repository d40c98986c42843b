/** Spans of frames and pushes. Used only while tracing is on. */
@NullMarked
package io.kefu.websocket.trace;

import org.jspecify.annotations.NullMarked;
