@NullMarked
package io.kefu.filestore;

import org.jspecify.annotations.NullMarked;
