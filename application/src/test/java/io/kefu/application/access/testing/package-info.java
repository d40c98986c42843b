/** Access' ports in memory, and what every implementation of them must do. */
@NullMarked
package io.kefu.application.access.testing;

import org.jspecify.annotations.NullMarked;
