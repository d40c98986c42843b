/** The in-memory fake of the port about presence, and its contract test. */
@NullMarked
package io.kefu.application.presence.testing;

import org.jspecify.annotations.NullMarked;
