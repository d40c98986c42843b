@NullMarked
package io.kefu.application.reply;

import org.jspecify.annotations.NullMarked;
