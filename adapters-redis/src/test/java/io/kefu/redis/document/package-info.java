@NullMarked
package io.kefu.redis.document;

import org.jspecify.annotations.NullMarked;
