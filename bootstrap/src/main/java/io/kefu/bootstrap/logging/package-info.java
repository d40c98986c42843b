/** The log. */
@NullMarked
package io.kefu.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
