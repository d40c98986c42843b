@NullMarked
package io.kefu.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
