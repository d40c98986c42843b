@NullMarked
package io.kefu.redis.durability;

import org.jspecify.annotations.NullMarked;
