/** Blocks of users and networks. */
@NullMarked
package io.kefu.redis.block;

import org.jspecify.annotations.NullMarked;
