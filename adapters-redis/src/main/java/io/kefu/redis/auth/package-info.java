/** Logins, rate limits, and addresses from which users logged in. */
@NullMarked
package io.kefu.redis.auth;

import org.jspecify.annotations.NullMarked;
