@NullMarked
package io.kefu.application.connection.port;

import org.jspecify.annotations.NullMarked;
