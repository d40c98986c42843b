/** The cache of loaded and linked classes that shortens the start: how it is made and used. */
@NullMarked
package io.kefu.bootstrap.aot;

import org.jspecify.annotations.NullMarked;
