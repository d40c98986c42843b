@NullMarked
package io.kefu.rest.stats;

import org.jspecify.annotations.NullMarked;
