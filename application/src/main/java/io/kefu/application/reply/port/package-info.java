@NullMarked
package io.kefu.application.reply.port;

import org.jspecify.annotations.NullMarked;
