@NullMarked
package io.kefu.filestore.container;

import org.jspecify.annotations.NullMarked;
