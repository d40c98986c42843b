@NullMarked
package io.kefu.rest.presence;

import org.jspecify.annotations.NullMarked;
