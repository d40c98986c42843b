/** People talk while everything below them is killed again and again; in the end nothing may be missing. */
@NullMarked
package io.kefu.bootstrap.chaos;

import org.jspecify.annotations.NullMarked;
