@NullMarked
package io.kefu.redis.script;

import org.jspecify.annotations.NullMarked;
