/** The start of the service: its settings that are read before any bean exists, the waiting for Redis, and the reports. */
@NullMarked
package io.kefu.bootstrap.startup;

import org.jspecify.annotations.NullMarked;
