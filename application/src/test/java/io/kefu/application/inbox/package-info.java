@NullMarked
package io.kefu.application.inbox;

import org.jspecify.annotations.NullMarked;
