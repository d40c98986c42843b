/** Stand-ins for the ports of statistics, and what they and the real adapters have to keep to. */
@NullMarked
package io.kefu.application.analytics.testing;

import org.jspecify.annotations.NullMarked;
