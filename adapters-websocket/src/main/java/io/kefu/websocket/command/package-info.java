@NullMarked
package io.kefu.websocket.command;

import org.jspecify.annotations.NullMarked;
