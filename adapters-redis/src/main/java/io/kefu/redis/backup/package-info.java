/** Reads all data that is not derived as a sequence of records, and fills an empty Redis from such records. */
@NullMarked
package io.kefu.redis.backup;

import org.jspecify.annotations.NullMarked;
