/** The messages' ports in memory, and what every implementation of them must do. */
@NullMarked
package io.kefu.application.message.testing;

import org.jspecify.annotations.NullMarked;
