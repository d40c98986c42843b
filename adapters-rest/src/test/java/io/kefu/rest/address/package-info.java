@NullMarked
package io.kefu.rest.address;

import org.jspecify.annotations.NullMarked;
