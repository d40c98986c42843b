@NullMarked
package io.kefu.application.conversation;

import org.jspecify.annotations.NullMarked;
