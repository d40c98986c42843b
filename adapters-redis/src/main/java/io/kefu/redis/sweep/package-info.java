@NullMarked
package io.kefu.redis.sweep;

import org.jspecify.annotations.NullMarked;
