/** A fake of the port of working hours, and its contract. */
@NullMarked
package io.kefu.application.hours.testing;

import org.jspecify.annotations.NullMarked;
