package io.kefu.bootstrap.chat;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Map;

/**
 * The exporter {@value #NAME}: keeps the spans of all nodes of the JVM. OpenTelemetry finds it through {@code
 * META-INF/services}.
 */
public final class RecordedSpans implements ConfigurableSpanExporterProvider {
    static final InMemorySpanExporter ALL = InMemorySpanExporter.create();

    private static final String NAME = "recorded-spans";

    /** The settings of a node that uses this exporter, and exports each span soon after its end. */
    static Map<String, Object> settings() {
        return Map.of("kefu.tracing", "otlp", "otel.traces.exporter", NAME, "otel.bsp.schedule.delay", "10");
    }

    @Override
    public SpanExporter createExporter(ConfigProperties properties) {
        return ALL;
    }

    @Override
    public String getName() {
        return NAME;
    }
}
