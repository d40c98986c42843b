/** Files' contents in an object store that speaks S3. */
@NullMarked
package io.kefu.filestore.s3;

import org.jspecify.annotations.NullMarked;
