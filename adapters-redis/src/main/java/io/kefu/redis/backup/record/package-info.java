/** The records of a backup, their text, and their totals. */
@NullMarked
package io.kefu.redis.backup.record;

import org.jspecify.annotations.NullMarked;
