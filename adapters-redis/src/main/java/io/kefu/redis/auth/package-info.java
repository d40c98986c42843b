/** Logins, and what guards them, in Redis. */
@NullMarked
package io.kefu.redis.auth;

import org.jspecify.annotations.NullMarked;
