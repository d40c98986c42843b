package io.kefu.filestore.store;

import io.kefu.domain.error.DomainException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures of the content store into a refusal that asks the caller to retry, and logs the cause. */
public final class StoreFailure {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFailure.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private StoreFailure() {}

    /** Logs the failure and returns the refusal for the caller: {@code SERVICE_UNAVAILABLE}. */
    public static DomainException of(Exception failure) {
        log(failure);
        return DomainException.unavailable(RETRY_AFTER);
    }

    /** Logs a failure that does not concern the caller. */
    public static void log(Exception failure) {
        LOG.warn("The file store failed: {}", failure.toString());
        LOG.debug("The file store failed", failure);
    }
}
