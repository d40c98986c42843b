@NullMarked
package io.kefu.application.presence;

import org.jspecify.annotations.NullMarked;
