@NullMarked
package io.kefu.redis;

import org.jspecify.annotations.NullMarked;
