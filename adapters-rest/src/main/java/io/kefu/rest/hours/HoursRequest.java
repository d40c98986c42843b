package io.kefu.rest.hours;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.hours.Holiday;
import io.kefu.domain.hours.Interval;
import io.kefu.domain.hours.WorkingHours;
import io.kefu.rest.json.Zones;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Working hours to set. */
@Serdeable
@Schema(name = "WorkingHoursChange", example = HoursRequest.EXAMPLE)
record HoursRequest(
        @Schema(description = "The name of an IANA time zone") @NotNull
        String zone,

        @Schema(
                description =
                        "The intervals that begin on each day, mon to sun; a day that is left out is closed. The end of an"
                                + " interval may be 24:00; an end that is not after the begin is on the next day")
        @NotNull
        Map<String, List<List<String>>> weekly,

        @Valid @Nullable List<HolidayBody> holidays,

        @Schema(
                description = "The text that a customer gets who waits outside the hours",
                minLength = 1,
                maxLength = WorkingHours.MAX_MESSAGE)
        @Nullable
        String closedMessage,

        @Schema(description = "The version that is replaced; without it, any version is") @Nullable
        Long version) {
    // Readers of YAML take times from 10:00 on for numbers, and dates for times.
    static final String EXAMPLE = """
            {"zone": "Asia/Shanghai", "weekly": {"mon": [["08:00", "09:30"], ["09:45", "00:00"]], "fri": [["09:00", "02:00"]]},\
             "closed_message": "现在是非工作时间，我们上班后会尽快回复您。"}""";

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    /** The version that is replaced; empty for any. */
    OptionalLong known() {
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    WorkingHours hours() {
        Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
        weekly.forEach((day, intervals) -> days.put(Days.of(day), intervals("weekly", intervals)));
        return new WorkingHours(
                Zones.read("zone", zone),
                days,
                holidays == null
                        ? List.of()
                        : holidays.stream().map(HoursRequest::holiday).toList(),
                closedMessage);
    }

    private static Holiday holiday(@Nullable HolidayBody body) {
        if (body == null) {
            throw DomainException.invalid("holidays", Reason.WRONG_TYPE);
        }
        return new Holiday(
                date(body.date()), body.intervals() == null ? List.of() : intervals("holidays", body.intervals()));
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeParseException malformed) {
            throw DomainException.invalid("holidays", Reason.MALFORMED);
        }
        throw DomainException.invalid("holidays", Reason.MALFORMED);
    }

    private static List<Interval> intervals(String field, @Nullable List<List<String>> pairs) {
        if (pairs == null) {
            throw DomainException.invalid(field, Reason.WRONG_TYPE);
        }
        return pairs.stream().map(pair -> interval(field, pair)).toList();
    }

    private static Interval interval(String field, @Nullable List<String> pair) {
        if (pair == null || pair.size() != 2 || pair.stream().anyMatch(Objects::isNull)) {
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
        return Interval.parse(field, pair.getFirst(), pair.getLast());
    }
}
