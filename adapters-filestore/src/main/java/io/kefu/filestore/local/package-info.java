/** Files' contents on a disk. */
@NullMarked
package io.kefu.filestore.local;

import org.jspecify.annotations.NullMarked;
