@NullMarked
package io.kefu.filestore.type;

import org.jspecify.annotations.NullMarked;
