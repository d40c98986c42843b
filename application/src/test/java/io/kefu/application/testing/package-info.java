/** Fakes, builders and clocks that the tests of several features use. */
@NullMarked
package io.kefu.application.testing;

import org.jspecify.annotations.NullMarked;
