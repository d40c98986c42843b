@NullMarked
package io.kefu.rest.reply;

import org.jspecify.annotations.NullMarked;
