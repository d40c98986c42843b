/** The segments of the archive, as Redis lists them and as readers of the logs get them. */
@NullMarked
package io.kefu.redis.segment;

import org.jspecify.annotations.NullMarked;
