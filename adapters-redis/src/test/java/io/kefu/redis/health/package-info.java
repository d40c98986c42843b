@NullMarked
package io.kefu.redis.health;

import org.jspecify.annotations.NullMarked;
