@NullMarked
package io.kefu.filestore.s3;

import org.jspecify.annotations.NullMarked;
