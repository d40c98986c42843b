/** Creates thumbnails of pictures. */
@NullMarked
package io.kefu.filestore.thumbnail;

import org.jspecify.annotations.NullMarked;
