@NullMarked
package io.kefu.redis.message;

import org.jspecify.annotations.NullMarked;
