/** Stores the contents of files on a disk. */
@NullMarked
package io.kefu.filestore.local;

import org.jspecify.annotations.NullMarked;
