/** What the removal of old messages needs from the stores. */
@NullMarked
package io.kefu.application.retention.port;

import org.jspecify.annotations.NullMarked;
