@NullMarked
package io.kefu.application.block.port;

import org.jspecify.annotations.NullMarked;
