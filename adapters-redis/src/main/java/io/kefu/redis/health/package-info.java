/** Whether Redis accepts writes, whether it still has the same data, and metrics of its servers. */
@NullMarked
package io.kefu.redis.health;

import org.jspecify.annotations.NullMarked;
