package io.kefu.redis.health;

import java.util.HashMap;
import java.util.Map;

/**
 * The state of one master, as read from its {@code INFO}.
 *
 * @param server host and port, or {@code redis} for a single server
 * @param usedMemory in bytes
 * @param maxMemory its memory limit in bytes; 0 for none
 * @param policy its {@code maxmemory-policy}
 * @param appendOnly whether it keeps an append-only file
 * @param appendOnlyWritten whether the last write to that file succeeded; true without such a file
 * @param lastSave the time of its last snapshot, in seconds since 1970; the time of its start if it wrote none
 * @param replicas how many replicas are connected
 * @param replicationLag how many bytes the slowest replica is behind; 0 without replicas
 */
public record ServerState(
        String server,
        long usedMemory,
        long maxMemory,
        String policy,
        boolean appendOnly,
        boolean appendOnlyWritten,
        long lastSave,
        int replicas,
        long replicationLag) {

    private static final String KEEPS_ALL = "noeviction";

    /**
     * Reads the answer of {@code INFO}. A field that an old server does not have gets a default: 0, {@code noeviction}
     * or {@code ok}.
     */
    static ServerState of(String server, String info) {
        Map<String, String> fields = new HashMap<>();
        info.lines().filter(line -> line.indexOf(':') > 0).forEach(line -> {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        int replicas = (int) number(fields, "connected_slaves");
        return new ServerState(
                server,
                number(fields, "used_memory"),
                number(fields, "maxmemory"),
                fields.getOrDefault("maxmemory_policy", KEEPS_ALL),
                number(fields, "aof_enabled") == 1,
                fields.getOrDefault("aof_last_write_status", "ok").equals("ok"),
                number(fields, "rdb_last_save_time"),
                replicas,
                lag(fields, replicas));
    }

    private static long lag(Map<String, String> fields, int replicas) {
        long written = number(fields, "master_repl_offset");
        long lag = 0;
        for (int i = 0; i < replicas; i++) {
            // ip=10.0.0.2,port=6379,state=online,offset=1234,lag=0
            String replica = fields.getOrDefault("slave" + i, "");
            int at = replica.indexOf("offset=");
            if (at >= 0) {
                String offset = replica.substring(at + "offset=".length()).replaceFirst(",.*", "");
                lag = Math.max(lag, written - Long.parseLong(offset));
            }
        }
        return lag;
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }

    /** The used memory as a part of its limit; 0 without a limit. */
    public double memoryRatio() {
        return maxMemory == 0 ? 0 : (double) usedMemory / maxMemory;
    }

    /** Whether it may evict keys when its memory is full, which would destroy kefu's data. */
    public boolean mayEvict() {
        return maxMemory > 0 && !policy.equals(KEEPS_ALL);
    }

    /** Whether the data survive the loss of the process: in an append-only file or on a replica. */
    public boolean isDurable() {
        return appendOnly || replicas > 0;
    }
}
