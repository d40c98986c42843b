/** Reads and lists sessions and the queue, without changing them. */
@NullMarked
package io.kefu.application.session.query;

import org.jspecify.annotations.NullMarked;
