/** The archive of conversations as objects in the store of the files. */
@NullMarked
package io.kefu.filestore.archive;

import org.jspecify.annotations.NullMarked;
