package io.kefu.redis.testing;

import io.lettuce.core.KillArgs;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Where a replica stands behind its master. */
final class Replication {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern OFFSET = Pattern.compile("(?m)^(?:master|slave)_repl_offset:(\\d+)");

    private Replication() {}

    /** Returns once a server follows its master. */
    static void awaitLink(ProcessServer replica) {
        Deadline.await(
                PATIENCE, "The replica does not follow", () -> info(replica).contains("master_link_status:up"));
    }

    /** Lets a replica get nothing any more, though it still counts as one: it logs in with a name that nobody has. */
    static void stop(ProcessServer master, ProcessServer replica) {
        Administrator.on(replica, commands -> commands.configSet(Map.of("masteruser", "nobody", "masterauth", "none")));
        Administrator.on(master, commands -> commands.clientKill(KillArgs.Builder.typeSlave()));
        Deadline.await(
                PATIENCE, "The master still has a replica", () -> info(master).contains("connected_slaves:0"));
    }

    /** Lets a server follow another, as far as it can be reached. */
    static void follow(ProcessServer server, ProcessServer followed) {
        Administrator.on(server, commands -> commands.replicaof("127.0.0.1", followed.port()));
    }

    /** Returns once a replica has all that its master has. */
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
