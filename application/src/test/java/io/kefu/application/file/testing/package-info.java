/** Files in memory, and what every store of them does. */
@NullMarked
package io.kefu.application.file.testing;

import org.jspecify.annotations.NullMarked;
