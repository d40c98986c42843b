package io.kefu.bootstrap.command;

import io.kefu.application.sweep.port.SweepLease;
import io.kefu.bootstrap.startup.RunningKefu;
import io.kefu.bootstrap.startup.WrongSettingException;
import io.kefu.redis.rebuild.Rebuild;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The command that recomputes all data that is derived from the logs, prints the differences and repairs them. No node may run
 * at the same time. The command therefore takes the lease of the sweeps, and fails if a node holds that lease.
 */
public final class RebuildCommand {
    public static final String NAME = "rebuild";

    private static final int CLEAN = 0;
    private static final int DIFFERENT = 2;
    private static final Duration LEASE = Duration.ofSeconds(30);

    private RebuildCommand() {}

    /** Runs the command and returns the exit code: 0 if nothing differed, otherwise 2. */
    public static int run(String[] args) {
        try (RunningKefu kefu =
                        new RunningKefu(RunningKefu.builderOf(NAME, args).build());
                ScheduledExecutorService holder = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory())) {
            String data = kefu.prepare();
            SweepLease lease = kefu.context().getBean(SweepLease.class);
            if (!lease.hold(NAME, LEASE)) {
                throw new WrongSettingException(
                        NAME + ": a node is running on " + data + ": stop all nodes, then wait some seconds");
            }
            var unused = holder.scheduleAtFixedRate(
                    () -> lease.hold(NAME, LEASE), LEASE.toSeconds() / 3, LEASE.toSeconds() / 3, TimeUnit.SECONDS);
            try {
                return print(kefu.context().getBean(Rebuild.class).run());
            } finally {
                holder.shutdownNow();
                lease.release(NAME);
            }
        }
    }

    private static int print(Rebuild.Report report) {
        report.differences().forEach(System.out::println);
        if (report.differing() > report.differences().size()) {
            System.out.println(
                    "and " + (report.differing() - report.differences().size()) + " more");
        }
        System.out.printf(
                "%d conversations with %d entries, %d users: %s%n",
                report.conversations(),
                report.messages(),
                report.users(),
                report.differing() == 0 ? "nothing differs" : report.differing() + " differences");
        return report.differing() == 0 ? CLEAN : DIFFERENT;
    }
}
