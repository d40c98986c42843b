@NullMarked
package io.kefu.redis.reply;

import org.jspecify.annotations.NullMarked;
