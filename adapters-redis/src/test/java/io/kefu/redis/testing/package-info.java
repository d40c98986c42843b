/** What this module's tests stand on: a real Redis. */
@NullMarked
package io.kefu.redis.testing;

import org.jspecify.annotations.NullMarked;
