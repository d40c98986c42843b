@NullMarked
package io.kefu.rest.message;

import org.jspecify.annotations.NullMarked;
