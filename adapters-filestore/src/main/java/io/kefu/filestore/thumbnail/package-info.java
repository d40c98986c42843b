/** Small pictures of large ones. */
@NullMarked
package io.kefu.filestore.thumbnail;

import org.jspecify.annotations.NullMarked;
