package io.kefu.bootstrap;

import io.kefu.bootstrap.aot.AotCache;
import io.kefu.bootstrap.aot.AotCommand;
import io.kefu.bootstrap.command.ArchiveCommand;
import io.kefu.bootstrap.command.DataCommands;
import io.kefu.bootstrap.command.RebuildCommand;
import io.kefu.bootstrap.command.RetentionCommand;
import io.kefu.bootstrap.logging.LogFormat;
import io.kefu.bootstrap.startup.ParentProcess;
import io.kefu.bootstrap.startup.RunningKefu;
import io.kefu.bootstrap.startup.StartUpFailure;
import io.kefu.bootstrap.startup.StartUpMemory;
import io.kefu.bootstrap.startup.WrongSettingException;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/** The main class. It starts the service, which runs until the process is told to stop. */
public final class KefuApplication {

    private static final String HELP = """
            java -jar kefu.jar                starts the service
            java -jar kefu.jar backup FILE    writes all data except the contents of files into FILE;
                                              with --contents, also the contents of files; nodes may run
            java -jar kefu.jar verify FILE    checks that a backup is complete and intact
            java -jar kefu.jar restore FILE   fills an empty Redis from a backup, and the store of the files if it has contents
            java -jar kefu.jar archive        moves to the archive what is due now; nodes may run
            java -jar kefu.jar retention      counts the messages that are older than KEFU_RETENTION_MESSAGES;
                                              with --apply, removes them for good; nodes may run
            java -jar kefu.jar rebuild        recomputes derived data and repairs differences; no node may run
            java -jar kefu.jar aot            makes a cache that shortens the start
            The environment variables of the service apply to all commands: see docs/configuration.md
            """;

    private KefuApplication() {}

    /**
     * Runs the command that the first argument names; without one, starts the service. The start returns once the service
     * answers on its port; the threads of the server keep the process running. If the start or the command fails, one line on
     * the standard error gives the reason, and the exit code is 1.
     */
    public static void main(String[] args) {
        try {
            LogFormat format = LogFormat.configured()
                    .orElseThrow(() -> new WrongSettingException(LogFormat.VARIABLE + ": expected text or json"));
            run(args.length == 0 ? "" : args[0], args, format);
        } catch (Exception | LinkageError failure) {
            LoggerFactory.getLogger(KefuApplication.class).debug("Could not start", failure);
            System.err.println("kefu: " + StartUpFailure.of(failure).sentence());
            System.exit(1);
        }
    }

    private static void run(String command, String[] args, LogFormat format) {
        String[] others = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        if (!command.equals(AotCommand.NAME)) {
            AotCache.use();
        }
        switch (command) {
            case AotCommand.NAME -> AotCommand.run();
            case RebuildCommand.NAME -> System.exit(RebuildCommand.run(others));
            case RetentionCommand.NAME -> System.exit(RetentionCommand.run(others));
            case ArchiveCommand.NAME -> System.exit(ArchiveCommand.run(others));
            case DataCommands.BACKUP -> DataCommands.backup(others);
            case DataCommands.VERIFY -> DataCommands.verify(others);
            case DataCommands.RESTORE -> DataCommands.restore(others);
            case "help", "--help" -> System.out.print(HELP);
            default -> start(args, format);
        }
    }

    private static void start(String[] args, LogFormat format) {
        RunningKefu kefu = new RunningKefu(RunningKefu.builder().args(args).build());
        Runtime.getRuntime().addShutdownHook(new Thread(kefu::close, "shutdown"));
        ParentProcess.endWithParent();
        kefu.start().print(format);
        StartUpMemory.releaseLater();
    }
}
