package io.kefu.application.hours;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.hours.port.Hours;

/** Reads the working hours. */
@UseCase
public final class ReadHours {
    private final Hours hours;

    public ReadHours(Hours hours) {
        this.hours = hours;
    }

    /** The hours with their version. Does not block. */
    public Hours.Versioned read(Principal caller) {
        Operation.READ_HOURS.requireAllowed(caller);
        return hours.current();
    }
}
