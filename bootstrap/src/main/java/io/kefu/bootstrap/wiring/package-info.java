@NullMarked
package io.kefu.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
