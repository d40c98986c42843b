/** The Redis that comes with kefu, for whoever has none of their own. */
@NullMarked
package io.kefu.bootstrap.embedded;

import org.jspecify.annotations.NullMarked;
