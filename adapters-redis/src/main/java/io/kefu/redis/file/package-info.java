/** What is known of files, in Redis; their contents are elsewhere. */
@NullMarked
package io.kefu.redis.file;

import org.jspecify.annotations.NullMarked;
