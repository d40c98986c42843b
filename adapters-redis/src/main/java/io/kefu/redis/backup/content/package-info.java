/** Contents of files in a backup: read from the store of the files as records, and written back from such records. */
@NullMarked
package io.kefu.redis.backup.content;

import org.jspecify.annotations.NullMarked;
