@NullMarked
package io.kefu.rest.stream;

import org.jspecify.annotations.NullMarked;
