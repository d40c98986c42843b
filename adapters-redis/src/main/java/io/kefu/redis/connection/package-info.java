/** Events in rooms, and the numbers of sockets. */
@NullMarked
package io.kefu.redis.connection;

import org.jspecify.annotations.NullMarked;
