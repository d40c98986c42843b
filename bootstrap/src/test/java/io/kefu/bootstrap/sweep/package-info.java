@NullMarked
package io.kefu.bootstrap.sweep;

import org.jspecify.annotations.NullMarked;
