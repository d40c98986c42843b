@NullMarked
package io.kefu.filestore.local;

import org.jspecify.annotations.NullMarked;
