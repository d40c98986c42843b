package io.kefu.redis.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Exports the state of each master as metrics, tagged with its address, and whether Redis accepts writes. */
final class ServerMeters {
    private final List<Shown> shown = new ArrayList<>();
    private volatile boolean isWritable = true;

    private record Shown(MultiGauge gauge, ToDoubleFunction<ServerState> value) {}

    ServerMeters(MeterRegistry meters) {
        Gauge.builder("kefu.redis.writable", () -> isWritable ? 1 : 0)
                .description("Whether Redis took this node's last write probe")
                .register(meters);
        show(meters, "memory.used", "bytes", "Memory in use", ServerState::usedMemory);
        show(meters, "memory.limit", "bytes", "The memory limit (maxmemory); 0 for none", ServerState::maxMemory);
        show(
                meters,
                "memory.ratio",
                "",
                "Memory in use as a part of its limit; 0 without a limit",
                ServerState::memoryRatio);
        show(
                meters,
                "aof",
                "",
                "1 if there is an append-only file and its last write succeeded",
                server -> server.appendOnly() && server.appendOnlyWritten() ? 1 : 0);
        show(
                meters,
                "durable",
                "",
                "1 if the data survive the end of the process, in an append-only file or on a replica",
                server -> server.isDurable() ? 1 : 0);
        show(meters, "last.save", "seconds", "The last snapshot, in seconds since 1970", ServerState::lastSave);
        show(meters, "replicas", "", "Connected replicas", ServerState::replicas);
        show(meters, "replication.lag", "bytes", "How far the slowest replica is behind", ServerState::replicationLag);
    }

    private void show(
            MeterRegistry meters, String name, String unit, String description, ToDoubleFunction<ServerState> value) {
        MultiGauge.Builder builder = MultiGauge.builder("kefu.redis." + name).description(description);
        shown.add(new Shown((unit.isEmpty() ? builder : builder.baseUnit(unit)).register(meters), value));
    }

    void writable(boolean is) {
        isWritable = is;
    }

    void show(List<ServerState> servers) {
        shown.forEach(each -> each.gauge.register(
                servers.stream()
                        .map(server ->
                                MultiGauge.Row.of(Tags.of("server", server.server()), each.value.applyAsDouble(server)))
                        .toList(),
                true));
    }
}
