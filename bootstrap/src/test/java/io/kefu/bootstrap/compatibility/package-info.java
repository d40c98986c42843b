/** Compares the documents of the wire with those of the last release. */
@NullMarked
package io.kefu.bootstrap.compatibility;

import org.jspecify.annotations.NullMarked;
