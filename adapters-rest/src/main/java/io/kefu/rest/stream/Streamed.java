package io.kefu.rest.stream;

import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The body of an answer that is sent piece by piece.
 *
 * @param content opens the body; called at most once, when the answer is sent, on a thread that may block. The sender closes the
 *     stream. A failure while it is read closes the connection
 * @param length the number of bytes, if it is known
 */
public record Streamed(Supplier<InputStream> content, OptionalLong length) {}
