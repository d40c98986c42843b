/** Clients exchange messages while nodes and Redis fail; afterwards every message is checked. */
@NullMarked
package io.kefu.bootstrap.chaos;

import org.jspecify.annotations.NullMarked;
