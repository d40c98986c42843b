package io.kefu.application.hours;

import io.kefu.application.UseCase;
import io.kefu.application.hours.port.Hours;
import io.kefu.domain.hours.WorkingHours;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Reads whether the service is open now, and until when. Anyone may ask. */
@UseCase
public final class ReadOpening {
    private final Hours hours;
    private final InstantSource clock;

    public ReadOpening(Hours hours, InstantSource clock) {
        this.hours = hours;
        this.clock = clock;
    }

    /** Reads it from the memory of this node. Does not block. */
    public Opening read() {
        WorkingHours current = hours.current().hours();
        Instant now = clock.instant();
        return new Opening(current.isOpen(now), current.nextChange(now));
    }

    /**
     * Whether the service is open.
     *
     * @param nextChange when the service opens or closes next; empty if it never does
     */
    public record Opening(boolean isOpen, Optional<Instant> nextChange) {}
}
