@NullMarked
package io.kefu.bootstrap.wire;

import org.jspecify.annotations.NullMarked;
