@NullMarked
package io.kefu.application.concurrent.port;

import org.jspecify.annotations.NullMarked;
