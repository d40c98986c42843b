/** Use cases by feature, and the ports through which they reach what is outside. */
@NullMarked
package io.kefu.application;

import org.jspecify.annotations.NullMarked;
