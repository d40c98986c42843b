@NullMarked
package io.kefu.redis.note;

import org.jspecify.annotations.NullMarked;
