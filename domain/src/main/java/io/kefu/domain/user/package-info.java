@NullMarked
package io.kefu.domain.user;

import org.jspecify.annotations.NullMarked;
