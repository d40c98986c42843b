@NullMarked
package io.kefu.application.hours.port;

import org.jspecify.annotations.NullMarked;
