/** Users in Redis. */
@NullMarked
package io.kefu.redis.user;

import org.jspecify.annotations.NullMarked;
