package io.kefu.bootstrap.command;

import io.kefu.application.retention.RemoveOldMessages;
import io.kefu.application.retention.RemoveOldMessages.Counts;
import io.kefu.application.retention.RemoveOldMessages.Mode;
import io.kefu.bootstrap.startup.RunningKefu;
import java.util.List;

/**
 * The command that prints how many messages are older than {@code KEFU_RETENTION_MESSAGES}, or removes them now with {@code
 * --apply}. Nodes may run at the same time.
 */
public final class RetentionCommand {
    public static final String NAME = "retention";

    private static final String APPLY = "--apply";
    private static final int DONE = 0;
    private static final int REFUSED = 2;

    private RetentionCommand() {}

    /** Runs the command and returns the exit code: 0, or 2 if the retention is off or the store ids differ. */
    public static int run(String[] args) {
        boolean isApplied = List.of(args).contains(APPLY);
        String[] settings =
                List.of(args).stream().filter(arg -> !arg.equals(APPLY)).toArray(String[]::new);
        try (RunningKefu kefu =
                new RunningKefu(RunningKefu.builderOf(NAME, settings).build())) {
            kefu.prepare();
            if (!kefu.context().getBean(RemoveOldMessages.Rules.class).isOn()) {
                System.out.println("nothing is removed: KEFU_RETENTION_MESSAGES is not set");
                return REFUSED;
            }
            RemoveOldMessages removal = kefu.context().getBean(RemoveOldMessages.class);
            return print(removal.remove(isApplied ? Mode.REMOVE : Mode.COUNT), isApplied);
        }
    }

    private static int print(Counts counts, boolean isApplied) {
        if (!counts.storeIdsMatch()) {
            System.out.println("nothing is removed: the content store and Redis have different store ids");
            return REFUSED;
        }
        System.out.printf(
                "%s: %d conversations, %d messages, %d files, %d bytes%n",
                isApplied ? "removed" : "would be removed with --apply",
                counts.conversations(),
                counts.messages(),
                counts.files(),
                counts.bytes());
        return DONE;
    }
}
