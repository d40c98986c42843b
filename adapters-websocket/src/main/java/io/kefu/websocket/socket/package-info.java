@NullMarked
package io.kefu.websocket.socket;

import org.jspecify.annotations.NullMarked;
