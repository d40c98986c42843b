@NullMarked
package io.kefu.domain.presence;

import org.jspecify.annotations.NullMarked;
