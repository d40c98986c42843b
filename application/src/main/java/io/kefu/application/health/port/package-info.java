@NullMarked
package io.kefu.application.health.port;

import org.jspecify.annotations.NullMarked;
