@NullMarked
package io.kefu.redis.client;

import org.jspecify.annotations.NullMarked;
