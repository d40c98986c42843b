/** Measures the running service. Started by the Maven profile {@code bench}, not by the build. */
@NullMarked
package io.kefu.bootstrap.bench;

import org.jspecify.annotations.NullMarked;
