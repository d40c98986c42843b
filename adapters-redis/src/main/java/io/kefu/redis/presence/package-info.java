@NullMarked
package io.kefu.redis.presence;

import org.jspecify.annotations.NullMarked;
