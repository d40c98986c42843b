/** A fake of the port of notes, and its contract. */
@NullMarked
package io.kefu.application.note.testing;

import org.jspecify.annotations.NullMarked;
