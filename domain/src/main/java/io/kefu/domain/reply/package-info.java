@NullMarked
package io.kefu.domain.reply;

import org.jspecify.annotations.NullMarked;
