@NullMarked
package io.kefu.redis.session;

import org.jspecify.annotations.NullMarked;
