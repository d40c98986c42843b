/** Answers whose body is sent piece by piece. */
@NullMarked
package io.kefu.rest.stream;

import org.jspecify.annotations.NullMarked;
