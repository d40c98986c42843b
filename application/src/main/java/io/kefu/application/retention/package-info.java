/** The removal of messages that are older than the configured age. */
@NullMarked
package io.kefu.application.retention;

import org.jspecify.annotations.NullMarked;
