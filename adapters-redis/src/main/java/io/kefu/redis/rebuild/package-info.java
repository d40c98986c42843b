/** Recomputes derived data from logs, sessions and users, and repairs differences. */
@NullMarked
package io.kefu.redis.rebuild;

import org.jspecify.annotations.NullMarked;
