@NullMarked
package io.kefu.domain.connection;

import org.jspecify.annotations.NullMarked;
