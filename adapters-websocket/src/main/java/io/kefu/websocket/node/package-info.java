@NullMarked
package io.kefu.websocket.node;

import org.jspecify.annotations.NullMarked;
