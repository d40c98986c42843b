@NullMarked
package io.kefu.application.access.port;

import org.jspecify.annotations.NullMarked;
