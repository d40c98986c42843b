@NullMarked
package io.kefu.redis.archive;

import org.jspecify.annotations.NullMarked;
