/** Subscriptions to the channels on which Redis publishes events. */
@NullMarked
package io.kefu.redis.channel;

import org.jspecify.annotations.NullMarked;
