@NullMarked
package io.kefu.application.session.port;

import org.jspecify.annotations.NullMarked;
