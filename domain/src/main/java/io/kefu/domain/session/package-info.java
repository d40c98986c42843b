@NullMarked
package io.kefu.domain.session;

import org.jspecify.annotations.NullMarked;
