@NullMarked
package io.kefu.rest.origin;

import org.jspecify.annotations.NullMarked;
