/** Records of files, and mentions of files in messages. The contents of files are not in Redis. */
@NullMarked
package io.kefu.redis.file;

import org.jspecify.annotations.NullMarked;
