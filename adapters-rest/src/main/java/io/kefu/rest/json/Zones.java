package io.kefu.rest.json;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.time.ZoneId;
import java.util.Map;

/** Reads the names of IANA time zones. */
public final class Zones {
    /** Zone names of IANA with three letters that Java does not know. */
    private static final Map<String, String> SHORT_NAMES =
            Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu", "ROC", "Asia/Taipei");

    /** The prefix of zone names that only Java knows. */
    private static final String FOREIGN = "SystemV/";

    private Zones() {}

    /**
     * The zone with a name. Offsets are refused, because they have no daylight saving time.
     *
     * @param field the field that a refusal names
     */
    public static ZoneId read(String field, String name) {
        String zone = SHORT_NAMES.getOrDefault(name, name);
        if (!ZoneId.getAvailableZoneIds().contains(zone) || zone.startsWith(FOREIGN)) {
            throw DomainException.invalid(field, Reason.NOT_ALLOWED);
        }
        return ZoneId.of(zone);
    }
}
