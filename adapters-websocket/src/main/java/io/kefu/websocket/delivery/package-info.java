@NullMarked
package io.kefu.websocket.delivery;

import org.jspecify.annotations.NullMarked;
