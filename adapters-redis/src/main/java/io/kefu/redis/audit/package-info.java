@NullMarked
package io.kefu.redis.audit;

import org.jspecify.annotations.NullMarked;
