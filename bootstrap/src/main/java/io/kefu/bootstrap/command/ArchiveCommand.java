package io.kefu.bootstrap.command;

import io.kefu.application.archive.ArchiveAllDue;
import io.kefu.application.archive.ArchiveConversations.Swept;
import io.kefu.application.archive.DeleteUnusedSegments;
import io.kefu.bootstrap.startup.RunningKefu;
import io.micronaut.context.ApplicationContext;

/** The command that moves to the archive what is due now, and prints the counts. Nodes may run at the same time. */
public final class ArchiveCommand {
    public static final String NAME = "archive";

    private static final int DONE = 0;
    private static final int INCOMPLETE = 2;

    private ArchiveCommand() {}

    /** Runs the command and returns the exit code: 0, or 2 if not all that is due could be moved. */
    public static int run(String[] args) {
        try (RunningKefu kefu =
                new RunningKefu(RunningKefu.builderOf(NAME, args).build())) {
            kefu.prepare();
            ApplicationContext context = kefu.context();
            int deleted = context.getBean(DeleteUnusedSegments.class).delete().segments();
            return print(context.getBean(ArchiveAllDue.class).archive(), deleted);
        }
    }

    private static int print(Swept swept, int deleted) {
        swept.failures().forEach(failure -> System.out.println(failure.log().conversation() + ": " + failure.cause()));
        if (!swept.storeIdsMatch()) {
            System.out.println("nothing was moved: the content store and Redis have different store ids");
        }
        System.out.printf(
                "%d messages in %d segments moved, %d bytes; %d unused segments deleted; %d messages were in the archive before%n",
                swept.entries(), swept.segments(), swept.bytes(), deleted, swept.archived());
        if (swept.due() > 0) {
            System.out.printf("%d messages are due but could not be moved%n", swept.due());
        }
        return swept.storeIdsMatch() && swept.due() == 0 ? DONE : INCOMPLETE;
    }
}
