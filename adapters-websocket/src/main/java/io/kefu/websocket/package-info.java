@NullMarked
package io.kefu.websocket;

import org.jspecify.annotations.NullMarked;
