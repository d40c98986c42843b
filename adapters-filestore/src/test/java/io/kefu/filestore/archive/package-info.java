@NullMarked
package io.kefu.filestore.archive;

import org.jspecify.annotations.NullMarked;
