/** The part of the logs that moves to the archive. */
@NullMarked
package io.kefu.redis.archive;

import org.jspecify.annotations.NullMarked;
