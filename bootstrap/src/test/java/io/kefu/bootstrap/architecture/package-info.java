/** The project's architecture as tests: {@link io.kefu.bootstrap.architecture.Rule} lists it. */
@NullMarked
package io.kefu.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
