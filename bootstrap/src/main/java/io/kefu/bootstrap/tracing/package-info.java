/** The OpenTelemetry SDK. Its beans exist only while tracing is on. */
@NullMarked
package io.kefu.bootstrap.tracing;

import org.jspecify.annotations.NullMarked;
