/** A fake of the port of canned replies, and its contract. */
@NullMarked
package io.kefu.application.reply.testing;

import org.jspecify.annotations.NullMarked;
