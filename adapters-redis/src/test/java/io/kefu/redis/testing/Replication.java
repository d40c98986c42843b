package io.kefu.redis.testing;

import java.time.Duration;
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
