/** The removal of old messages from the logs and from the lists of newest messages. */
@NullMarked
package io.kefu.redis.retention;

import org.jspecify.annotations.NullMarked;
