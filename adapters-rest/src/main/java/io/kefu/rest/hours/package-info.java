@NullMarked
package io.kefu.rest.hours;

import org.jspecify.annotations.NullMarked;
