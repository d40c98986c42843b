@NullMarked
package io.kefu.application.audit.port;

import org.jspecify.annotations.NullMarked;
