@NullMarked
package io.kefu.websocket.upgrade;

import org.jspecify.annotations.NullMarked;
