/** Compares texts that people wrote. */
@NullMarked
package io.kefu.application.text;

import org.jspecify.annotations.NullMarked;
