@NullMarked
package io.kefu.application.sweep.port;

import org.jspecify.annotations.NullMarked;
