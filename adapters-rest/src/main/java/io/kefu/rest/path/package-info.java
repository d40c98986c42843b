/** Reads the variables in the paths of calls. */
@NullMarked
package io.kefu.rest.path;

import org.jspecify.annotations.NullMarked;
