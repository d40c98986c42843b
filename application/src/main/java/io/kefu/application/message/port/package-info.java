@NullMarked
package io.kefu.application.message.port;

import org.jspecify.annotations.NullMarked;
