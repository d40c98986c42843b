@NullMarked
package io.kefu.rest.block;

import org.jspecify.annotations.NullMarked;
