/** Measures the service as a whole; started by the profile {@code bench}, never by the build. */
@NullMarked
package io.kefu.bootstrap.bench;

import org.jspecify.annotations.NullMarked;
