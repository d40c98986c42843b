/** JSON documents in fields of hashes. */
@NullMarked
package io.kefu.redis.document;

import org.jspecify.annotations.NullMarked;
