/** Lists that are derived from other data. */
@NullMarked
package io.kefu.redis.index;

import org.jspecify.annotations.NullMarked;
