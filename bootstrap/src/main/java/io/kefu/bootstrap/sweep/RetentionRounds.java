package io.kefu.bootstrap.sweep;

import io.kefu.application.retention.RemoveOldMessages;
import io.kefu.application.retention.RemoveOldMessages.Counts;
import io.kefu.application.retention.RemoveOldMessages.Mode;
import io.kefu.application.retention.RemoveOldMessages.Rules;
import io.kefu.application.time.port.Ticker;
import io.kefu.domain.error.DomainException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes old messages ten minutes after the node has started, and then once a day, or sooner after a failure. Does nothing
 * while the retention is off.
 */
@Singleton
final class RetentionRounds {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionRounds.class);
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration ROUND = Duration.ofDays(1);

    private final RemoveOldMessages removeOldMessages;
    private final Rules rules;
    private final Ticker ticker;
    private long next;

    RetentionRounds(RemoveOldMessages removeOldMessages, Rules rules, Ticker ticker) {
        this.removeOldMessages = removeOldMessages;
        this.rules = rules;
        this.ticker = ticker;
        this.next = ticker.nanos() + FIRST.toNanos();
    }

    void turn() {
        if (!rules.isOn() || ticker.nanos() - next < 0) {
            return;
        }
        // A round that fails is repeated sooner.
        next = ticker.nanos() + FIRST.toNanos();
        Counts counts;
        try {
            counts = removeOldMessages.remove(Mode.REMOVE);
        } catch (DomainException unavailable) {
            LOG.warn(
                    "Not all old messages could be removed, because a store did not answer; will retry in {} minutes",
                    FIRST.toMinutes());
            return;
        }
        next = ticker.nanos() + ROUND.toNanos();
        if (!counts.storeIdsMatch()) {
            LOG.warn("Old messages are not removed, because the content store and Redis have different store ids;"
                    + " docs/files.md describes how to repair this");
        } else if (counts.messages() > 0) {
            LOG.info(
                    "Removed {} messages of {} conversations, and {} files, because they were older than KEFU_RETENTION_MESSAGES",
                    counts.messages(),
                    counts.conversations(),
                    counts.files());
        }
    }
}
