@NullMarked
package io.kefu.domain.message;

import org.jspecify.annotations.NullMarked;
