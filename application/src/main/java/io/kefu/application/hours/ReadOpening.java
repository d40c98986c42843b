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

    /** Anyone may ask at any rate, and the next change can be hundreds of days away. */
    private volatile Known newest;

    public ReadOpening(Hours hours, InstantSource clock) {
        this.hours = hours;
        this.clock = clock;
        this.newest = new Known(WorkingHours.ALWAYS, Instant.EPOCH, new Opening(true, Optional.empty()));
    }

    /** Reads it from the memory of this node. Does not block. */
    public Opening read() {
        WorkingHours current = hours.current().hours();
        Instant now = clock.instant();
        Known known = newest;
        if (!known.hours.equals(current) || !known.isValidAt(now)) {
            known = new Known(current, now, new Opening(current.isOpen(now), current.nextChange(now)));
            newest = known;
        }
        return known.opening;
    }

    /** An opening, which stays the same from the time at which it was computed until it changes. */
    private record Known(WorkingHours hours, Instant from, Opening opening) {
        boolean isValidAt(Instant time) {
            return !time.isBefore(from)
                    && opening.nextChange().map(time::isBefore).orElse(true);
        }
    }

    /**
     * Whether the service is open.
     *
     * @param nextChange when the service opens or closes next; empty if it never does
     */
    public record Opening(boolean isOpen, Optional<Instant> nextChange) {}
}
