/** Computes what is derived from the logs once more, and mends what differs. */
@NullMarked
package io.kefu.redis.rebuild;

import org.jspecify.annotations.NullMarked;
