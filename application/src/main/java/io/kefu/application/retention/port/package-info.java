/** The port through which old messages are found and removed. */
@NullMarked
package io.kefu.application.retention.port;

import org.jspecify.annotations.NullMarked;
