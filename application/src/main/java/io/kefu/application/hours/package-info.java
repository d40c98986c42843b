@NullMarked
package io.kefu.application.hours;

import org.jspecify.annotations.NullMarked;
