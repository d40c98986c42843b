/** Answers that are sent piece by piece. */
@NullMarked
package io.kefu.rest.stream;

import org.jspecify.annotations.NullMarked;
