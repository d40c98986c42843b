@NullMarked
package io.kefu.websocket.frame;

import org.jspecify.annotations.NullMarked;
