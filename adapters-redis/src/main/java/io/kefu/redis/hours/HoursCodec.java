package io.kefu.redis.hours;

import io.kefu.domain.hours.Holiday;
import io.kefu.domain.hours.Interval;
import io.kefu.domain.hours.WorkingHours;
import io.kefu.redis.document.JsonDocument;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes and reads working hours as JSON. An interval is its first and last minute of the day, separated by a hyphen. */
final class HoursCodec {
    private HoursCodec() {}

    static String json(WorkingHours hours) {
        JsonDocument weekly = new JsonDocument();
        hours.weekly().forEach((day, intervals) -> weekly.with(day.name(), texts(intervals)));
        return new JsonDocument()
                .with("zone", hours.zone().getId())
                .with("weekly", weekly)
                .with(
                        "holidays",
                        hours.holidays().stream().map(HoursCodec::holiday).toList())
                .with("message", hours.closedMessage())
                .json();
    }

    private static JsonDocument holiday(Holiday holiday) {
        return new JsonDocument().with("date", holiday.date().toString()).with("intervals", texts(holiday.intervals()));
    }

    private static List<String> texts(List<Interval> intervals) {
        return intervals.stream()
                .map(interval -> interval.from() + "-" + interval.to())
                .toList();
    }

    static WorkingHours hours(String json) {
        JsonDocument read = JsonDocument.parse(json);
        JsonDocument days = read.document("weekly").orElseThrow();
        Map<DayOfWeek, List<Interval>> weekly = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            weekly.put(day, intervals(days.texts(day.name())));
        }
        return new WorkingHours(
                ZoneId.of(Objects.requireNonNull(read.text("zone"))),
                weekly,
                read.documents("holidays").stream()
                        .map(holiday -> new Holiday(
                                LocalDate.parse(Objects.requireNonNull(holiday.text("date"))),
                                intervals(holiday.texts("intervals"))))
                        .toList(),
                read.text("message"));
    }

    private static List<Interval> intervals(List<String> texts) {
        return texts.stream()
                .map(text -> text.split("-", -1))
                .map(minutes -> new Interval(Integer.parseInt(minutes[0]), Integer.parseInt(minutes[1])))
                .toList();
    }
}
