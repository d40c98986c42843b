@NullMarked
package io.kefu.application.analytics.port;

import org.jspecify.annotations.NullMarked;
