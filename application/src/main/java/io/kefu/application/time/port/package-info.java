@NullMarked
package io.kefu.application.time.port;

import org.jspecify.annotations.NullMarked;
