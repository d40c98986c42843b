@NullMarked
package io.kefu.domain.error;

import org.jspecify.annotations.NullMarked;
