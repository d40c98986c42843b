@NullMarked
package io.kefu.application.queue;

import org.jspecify.annotations.NullMarked;
