@NullMarked
package io.kefu.redis.time;

import org.jspecify.annotations.NullMarked;
