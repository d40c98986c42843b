/** The version of the data in Redis, and the steps that bring data of earlier versions up to date. */
@NullMarked
package io.kefu.redis.format;

import org.jspecify.annotations.NullMarked;
