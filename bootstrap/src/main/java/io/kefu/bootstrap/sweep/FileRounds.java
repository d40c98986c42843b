package io.kefu.bootstrap.sweep;

import io.kefu.application.file.SweepFiles;
import io.kefu.application.file.SweepFiles.Swept;
import io.kefu.application.time.port.Ticker;
import io.kefu.bootstrap.settings.FileSettings;
import io.kefu.domain.file.FileId;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps the groups of files evenly over the configured duration of a round, so that each turn is short. */
@Singleton
final class FileRounds {
    private static final Logger LOG = LoggerFactory.getLogger(FileRounds.class);

    private final SweepFiles sweepFiles;
    private final Ticker ticker;
    private final Duration round;
    private long last;
    private double due;
    private int next;
    private boolean mismatchLogged;

    FileRounds(SweepFiles sweepFiles, FileSettings settings, Ticker ticker) {
        this.sweepFiles = sweepFiles;
        this.ticker = ticker;
        this.round = settings.sweepEvery();
        this.last = ticker.nanos();
    }

    /** Sweeps the groups that have become due since the previous turn. */
    void turn() {
        long now = ticker.nanos();
        double passed = (double) (now - last) / Math.max(1, round.toNanos());
        due = Math.min(due + passed * FileId.GROUPS, FileId.GROUPS);
        last = now;
        int count = Math.min((int) due, FileId.GROUPS - next);
        if (count > 0) {
            report(sweepFiles.sweep(next, count));
            due -= count;
            next = (next + count) % FileId.GROUPS;
        }
    }

    private void report(Swept swept) {
        if (!swept.storeIdsMatch() && !mismatchLogged) {
            LOG.warn(
                    "Files are not swept, because the content store and Redis have different store ids; docs/files.md describes"
                            + " how to repair this");
        }
        mismatchLogged = !swept.storeIdsMatch();
        if (swept.total() > 0) {
            LOG.info(
                    "Removed files: {} contents without a record, {} records without a content, {} too old",
                    swept.withoutRecord(),
                    swept.withoutContent(),
                    swept.tooOld());
        }
    }
}
