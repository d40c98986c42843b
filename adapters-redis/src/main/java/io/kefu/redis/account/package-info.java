@NullMarked
package io.kefu.redis.account;

import org.jspecify.annotations.NullMarked;
