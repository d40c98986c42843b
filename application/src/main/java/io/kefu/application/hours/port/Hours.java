package io.kefu.application.hours.port;

import io.kefu.domain.hours.WorkingHours;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The working hours of the service. */
public interface Hours {
    /**
     * The present hours, in the memory of this node. A change by another node is there within milliseconds; if its event is lost,
     * within seconds. Never blocks.
     */
    Versioned current();

    /** Whether the service is open at a time by {@link #current}. */
    default boolean isOpen(Instant now) {
        return current().hours().isOpen(now);
    }

    /**
     * Replaces the hours, and publishes this to all nodes. Of two calls at the same time, the later one wins whole. {@link
     * #current} of this node has the hours when the call returns. Blocks; two round trips. A store that does not answer in time
     * throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
     *
     * @param known the version that is replaced; empty for any
     * @return the new hours; empty, without any change, if the hours have another version
     */
    Optional<Versioned> replace(WorkingHours hours, OptionalLong known);

    /**
     * Adds a listener for the life of the node. It is called after a change is in {@link #current}, on a thread that must not be
     * blocked.
     */
    void watch(Consumer<Versioned> listener);

    /**
     * Working hours and their version.
     *
     * @param version rises with each change; 0 as long as none were set
     */
    record Versioned(long version, WorkingHours hours) {
        /** Before hours are set. */
        public static final Versioned NONE = new Versioned(0, WorkingHours.ALWAYS);
    }
}
