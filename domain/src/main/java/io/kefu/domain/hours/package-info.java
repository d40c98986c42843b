/** The working hours of the service. */
@NullMarked
package io.kefu.domain.hours;

import org.jspecify.annotations.NullMarked;
