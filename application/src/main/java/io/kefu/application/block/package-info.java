@NullMarked
package io.kefu.application.block;

import org.jspecify.annotations.NullMarked;
