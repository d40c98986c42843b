@NullMarked
package io.kefu.websocket.settings;

import org.jspecify.annotations.NullMarked;
