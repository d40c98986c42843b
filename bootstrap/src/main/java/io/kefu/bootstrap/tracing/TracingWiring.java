package io.kefu.bootstrap.tracing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.kefu.bootstrap.startup.WrongSettingException;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the OpenTelemetry SDK if {@code kefu.tracing} is {@code otlp}. The standard settings of OpenTelemetry apply: environment
 * variables {@code OTEL_…}, and properties {@code otel.…} as well.
 */
@Factory
@Requires(property = "kefu.tracing", notEquals = "off")
final class TracingWiring {
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "kefu",
            "otel.exporter.otlp.protocol", "http/protobuf",
            // Metrics are read at /prometheus, and logs on the standard output.
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    /** The longest time that a stop waits for the collector. */
    private static final Duration SENDING = Duration.ofSeconds(2);

    private volatile @Nullable OpenTelemetrySdk sdk;

    @Singleton
    OpenTelemetrySdk openTelemetry(@Property(name = "kefu.tracing") String exporter, Environment environment) {
        if (!exporter.equals("otlp")) {
            throw new WrongSettingException("KEFU_TRACING: '" + exporter + "' is unknown: expected off or otlp");
        }
        OpenTelemetryLog.install();
        TraceIdInLogs.install();
        OpenTelemetrySdk started = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> settings(environment))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        sdk = started;
        return started;
    }

    /** Sends the spans that wait. A collector that does not answer must not delay the stop until the process is killed. */
    @PreDestroy
    void close() {
        if (sdk != null) {
            sdk.shutdown().join(SENDING.toMillis(), MILLISECONDS);
        }
    }

    private static Map<String, String> settings(Environment environment) {
        Map<String, String> settings = new HashMap<>(DEFAULTS);
        environment
                .getProperties("otel", StringConvention.RAW)
                .forEach((name, value) -> settings.put("otel." + name, value.toString()));
        return settings;
    }

    @Singleton
    Tracer tracer(OpenTelemetrySdk openTelemetry) {
        return openTelemetry.getTracer("io.kefu");
    }
}
