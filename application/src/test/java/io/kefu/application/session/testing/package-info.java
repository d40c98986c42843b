/** The desk's and sessions' ports in memory, and what every implementation of them must do. */
@NullMarked
package io.kefu.application.session.testing;

import org.jspecify.annotations.NullMarked;
