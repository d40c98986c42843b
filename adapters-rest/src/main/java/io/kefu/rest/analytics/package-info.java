@NullMarked
package io.kefu.rest.analytics;

import org.jspecify.annotations.NullMarked;
