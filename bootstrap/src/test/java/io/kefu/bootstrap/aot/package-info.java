@NullMarked
package io.kefu.bootstrap.aot;

import org.jspecify.annotations.NullMarked;
