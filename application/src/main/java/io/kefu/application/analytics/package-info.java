@NullMarked
package io.kefu.application.analytics;

import org.jspecify.annotations.NullMarked;
