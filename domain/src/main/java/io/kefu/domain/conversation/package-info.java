@NullMarked
package io.kefu.domain.conversation;

import org.jspecify.annotations.NullMarked;
