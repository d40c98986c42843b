package io.kefu.filestore.store;

import io.kefu.domain.error.DomainException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a store that cannot do what it should: callers come back later, and the log says why. */
public final class StoreFailure {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFailure.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private StoreFailure() {}

    /** The refusal for a failure of the store. */
    public static DomainException of(Exception failure) {
        LOG.warn("The file store failed: {}", failure.toString());
        LOG.debug("The file store failed", failure);
        return DomainException.unavailable(RETRY_AFTER);
    }
}
