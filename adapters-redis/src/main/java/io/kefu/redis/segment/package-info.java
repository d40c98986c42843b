/** The segments of the archive: which belong to a conversation, which may be deleted, and how readers of the logs get them. */
@NullMarked
package io.kefu.redis.segment;

import org.jspecify.annotations.NullMarked;
