@NullMarked
package io.kefu.redis.analytics;

import org.jspecify.annotations.NullMarked;
