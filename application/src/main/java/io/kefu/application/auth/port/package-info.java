@NullMarked
package io.kefu.application.auth.port;

import org.jspecify.annotations.NullMarked;
