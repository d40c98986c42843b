package io.kefu.rest.hours;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.application.hours.port.Hours;
import io.kefu.domain.hours.Interval;
import io.kefu.domain.hours.WorkingHours;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The working hours. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WorkingHours", example = """
                {"zone": "Asia/Shanghai", "weekly": {"mon": [["09:00", "00:00"]], "tue": [], "wed": [], "thu": [], "fri": [],\
                 "sat": [], "sun": []}, "holidays": [{"date": "2024-10-01", "intervals": []}], "closed_message": "现在是非工作时间",\
                 "version": 3}""")
record HoursResponse(
        String zone,
        Map<String, List<List<String>>> weekly,
        List<HolidayBody> holidays,
        @Nullable String closedMessage,

        @Schema(description = "Rises with each change; 0 before hours are set, when the service is always open")
        long version) {

    static HoursResponse of(Hours.Versioned versioned) {
        WorkingHours hours = versioned.hours();
        Map<String, List<List<String>>> weekly = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            weekly.put(Days.word(day), texts(hours.weekly().getOrDefault(day, List.of())));
        }
        return new HoursResponse(
                hours.zone().getId(),
                weekly,
                hours.holidays().stream()
                        .map(holiday -> new HolidayBody(holiday.date().toString(), texts(holiday.intervals())))
                        .toList(),
                hours.closedMessage(),
                versioned.version());
    }

    private static List<List<String>> texts(List<Interval> intervals) {
        return intervals.stream()
                .map(interval -> List.of(interval.fromText(), interval.toText()))
                .toList();
    }
}
