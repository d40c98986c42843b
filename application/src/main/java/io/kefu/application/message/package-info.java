@NullMarked
package io.kefu.application.message;

import org.jspecify.annotations.NullMarked;
