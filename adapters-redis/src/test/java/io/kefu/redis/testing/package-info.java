/** A real Redis for tests. */
@NullMarked
package io.kefu.redis.testing;

import org.jspecify.annotations.NullMarked;
