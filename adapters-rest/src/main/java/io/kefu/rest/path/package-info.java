/** Reads the variables in the paths of requests. */
@NullMarked
package io.kefu.rest.path;

import org.jspecify.annotations.NullMarked;
