package io.kefu.redis.testing;

import io.lettuce.core.KillArgs;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Controls the replication from a master to a replica. */
final class Replication {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern OFFSET = Pattern.compile("(?m)^(?:master|slave)_repl_offset:(\\d+)");

    private Replication() {}

    /** Returns when a server is connected to its master as a replica. */
    static void awaitLink(ProcessServer replica) {
        Deadline.await(
                PATIENCE, "The replica does not follow", () -> info(replica).contains("master_link_status:up"));
    }

    /** Cuts a replica off from further writes by an unknown user name. It still counts as a replica. */
    static void stop(ProcessServer master, ProcessServer replica) {
        Administrator.on(replica, commands -> commands.configSet(Map.of("masteruser", "nobody", "masterauth", "none")));
        Administrator.on(master, commands -> commands.clientKill(KillArgs.Builder.typeSlave()));
        Deadline.await(
                PATIENCE, "The master still has a replica", () -> info(master).contains("connected_slaves:0"));
    }

    /** Makes a server a replica of another server. An unreachable server is ignored. */
    static void follow(ProcessServer server, ProcessServer followed) {
        Administrator.on(server, commands -> commands.replicaof("127.0.0.1", followed.port()));
    }

    /** Returns when a replica has all data of its master. */
    static void awaitAll(ProcessServer master, ProcessServer replica) {
        Deadline.await(PATIENCE, "The replica does not catch up", () -> offset(master) == offset(replica));
    }

    private static long offset(ProcessServer server) {
        return OFFSET.matcher(info(server))
                .results()
                .mapToLong(offset -> Long.parseLong(offset.group(1)))
                .max()
                .orElseThrow();
    }

    private static String info(ProcessServer server) {
        return Administrator.on(server, commands -> commands.info("replication"));
    }
}
