@NullMarked
package io.kefu.rest.error;

import org.jspecify.annotations.NullMarked;
