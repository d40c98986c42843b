@NullMarked
package io.kefu.application.presence.port;

import org.jspecify.annotations.NullMarked;
