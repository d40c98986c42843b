/** What the tests of every feature share. */
@NullMarked
package io.kefu.application.testing;

import org.jspecify.annotations.NullMarked;
