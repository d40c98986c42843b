@NullMarked
package io.kefu.websocket.connection;

import org.jspecify.annotations.NullMarked;
