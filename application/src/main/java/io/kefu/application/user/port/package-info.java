@NullMarked
package io.kefu.application.user.port;

import org.jspecify.annotations.NullMarked;
