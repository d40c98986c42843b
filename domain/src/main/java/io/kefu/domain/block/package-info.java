/** Blocks of users and networks. */
@NullMarked
package io.kefu.domain.block;

import org.jspecify.annotations.NullMarked;
