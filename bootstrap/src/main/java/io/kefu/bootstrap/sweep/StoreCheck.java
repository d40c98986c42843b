package io.kefu.bootstrap.sweep;

import io.kefu.application.file.StoreIds;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.error.DomainException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start of a node if its store of files is not the one that the other nodes use. The node refuses uploads then. */
@Singleton
final class StoreCheck {
    private static final Logger LOG = LoggerFactory.getLogger(StoreCheck.class);

    private final FileContents contents;
    private final FileRecords records;

    StoreCheck(FileContents contents, FileRecords records) {
        this.contents = contents;
        this.records = records;
    }

    /** Runs once. */
    @Scheduled(initialDelay = "1s", scheduler = FileStoreSweeps.EXECUTOR)
    void check() {
        try {
            if (StoreIds.isStoreMissing(contents, records)) {
                LOG.error(
                        "The store of the files has no store id, but Redis has one. It is an empty or wrong disk, or not the folder"
                                + " that all nodes share. Uploads are refused; docs/files.md describes how to repair this");
            }
        } catch (DomainException unavailable) {
            LOG.warn("The store of the files does not answer: {}", unavailable.toString());
        }
    }
}
