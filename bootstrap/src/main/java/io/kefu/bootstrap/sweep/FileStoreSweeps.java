package io.kefu.bootstrap.sweep;

import io.kefu.application.account.EraseInactiveCustomers;
import io.kefu.application.account.EraseRemains;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/**
 * Runs the sweeps of the whole deployment that use the store of the files, on the one node that holds the lease. They have an
 * executor of their own with one thread for each of them, because a store may be slow or hang, and because some of them read all
 * conversations. So none of them delays another one, nor the methods of the default scheduler.
 */
@Singleton
final class FileStoreSweeps {
    /** {@code application.yml} has its number of threads. */
    static final String EXECUTOR = "file-store-sweeps";

    private final LeasedSweeps leased;
    private final FileRounds files;
    private final ArchiveRounds archive;
    private final RetentionRounds retention;
    private final EraseRemains eraseRemains;
    private final EraseInactiveCustomers eraseInactiveCustomers;

    FileStoreSweeps(
            LeasedSweeps leased,
            FileRounds files,
            ArchiveRounds archive,
            RetentionRounds retention,
            EraseRemains eraseRemains,
            EraseInactiveCustomers eraseInactiveCustomers) {
        this.leased = leased;
        this.files = files;
        this.archive = archive;
        this.retention = retention;
        this.eraseRemains = eraseRemains;
        this.eraseInactiveCustomers = eraseInactiveCustomers;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s", scheduler = EXECUTOR)
    void sweepFiles() {
        leased.run(files::turn);
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s", scheduler = EXECUTOR)
    void archive() {
        leased.run(() -> archive.turn(leased::isHeld), archive::standBy);
    }

    @Scheduled(fixedDelay = "1m", initialDelay = "1m", scheduler = EXECUTOR)
    void removeOldMessages() {
        leased.run(retention::turn);
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s", scheduler = EXECUTOR)
    void eraseRemains() {
        leased.run(eraseRemains::erase);
    }

    @Scheduled(fixedDelay = "1m", initialDelay = "1m", scheduler = EXECUTOR)
    void eraseInactiveCustomers() {
        leased.run(eraseInactiveCustomers::erase);
    }
}
