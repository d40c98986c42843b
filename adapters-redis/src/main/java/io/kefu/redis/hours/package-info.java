/** The working hours. */
@NullMarked
package io.kefu.redis.hours;

import org.jspecify.annotations.NullMarked;
