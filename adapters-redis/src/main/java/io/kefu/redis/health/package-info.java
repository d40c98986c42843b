/** Whether Redis can be written to, whether its data is still the same, and what it says about itself. */
@NullMarked
package io.kefu.redis.health;

import org.jspecify.annotations.NullMarked;
