@NullMarked
package io.kefu.redis.file;

import org.jspecify.annotations.NullMarked;
