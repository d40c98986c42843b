/** Lists of sessions with their conversations, for the consoles of kefu. */
@NullMarked
package io.kefu.application.inbox;

import org.jspecify.annotations.NullMarked;
