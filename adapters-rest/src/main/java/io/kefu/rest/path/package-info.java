/** Reads what stands in the path of a call. */
@NullMarked
package io.kefu.rest.path;

import org.jspecify.annotations.NullMarked;
