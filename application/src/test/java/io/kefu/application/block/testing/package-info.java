/** A fake of the port of blocks, and its contract. */
@NullMarked
package io.kefu.application.block.testing;

import org.jspecify.annotations.NullMarked;
