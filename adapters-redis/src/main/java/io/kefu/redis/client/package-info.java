/** The connections to Redis: configuration, options of the driver, and the check at startup. */
@NullMarked
package io.kefu.redis.client;

import org.jspecify.annotations.NullMarked;
