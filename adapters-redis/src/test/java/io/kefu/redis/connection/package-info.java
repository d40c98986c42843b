@NullMarked
package io.kefu.redis.connection;

import org.jspecify.annotations.NullMarked;
