/** Detects the media type of a content. */
@NullMarked
package io.kefu.filestore.type;

import org.jspecify.annotations.NullMarked;
