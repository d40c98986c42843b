/** Stores the contents of files in an object store with the S3 protocol. */
@NullMarked
package io.kefu.filestore.s3;

import org.jspecify.annotations.NullMarked;
