package io.kefu.rest.stream;

import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The body of an answer that is sent piece by piece.
 *
 * @param content is asked, on a thread that may block, when the answer's turn comes, which it may never do; what it gives is
 *     closed by whoever sends it. A failure on the way ends the connection
 * @param length how many bytes it has, if that is known
 */
public record Streamed(Supplier<InputStream> content, OptionalLong length) {}
