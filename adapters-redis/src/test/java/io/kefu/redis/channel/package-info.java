@NullMarked
package io.kefu.redis.channel;

import org.jspecify.annotations.NullMarked;
