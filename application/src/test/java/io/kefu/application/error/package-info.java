@NullMarked
package io.kefu.application.error;

import org.jspecify.annotations.NullMarked;
