package io.kefu.domain.analytics;

import io.kefu.domain.message.MessageType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers of messages that were written in a range of days.
 *
 * @param total the number of messages
 * @param dailyAverage the total divided by the number of days, rounded down
 * @param peakHour the hour of the day, 0 to 23, with the most messages; the earliest one on a tie, 0 without messages
 * @param types the number of messages by type; types without messages are left out
 * @param daily each day, in ascending order
 */
public record MessageStatistics(
        long total, long dailyAverage, int peakHour, Map<MessageType, Long> types, List<Day> daily) {
    private static final int HOURS = 24;

    public MessageStatistics {
        types = Map.copyOf(types);
        daily = List.copyOf(daily);
    }

    /** The number of messages that were written on one day. */
    public record Day(LocalDate date, long total) {}

    /**
     * Computes the statistics of a range of days.
     *
     * @param zone the zone in which days and hours begin
     * @param counts the counts to sum up; counts outside the range are ignored
     */
    public static MessageStatistics of(Dates dates, ZoneId zone, Collection<MessageCount> counts) {
        Map<LocalDate, Long> daily = new TreeMap<>();
        dates.stream().forEach(date -> daily.put(date, 0L));
        Map<MessageType, Long> types = new EnumMap<>(MessageType.class);
        long[] hours = new long[HOURS];
        long total = 0;
        for (MessageCount count : counts) {
            ZonedDateTime local = count.from().atZone(zone);
            if (daily.computeIfPresent(local.toLocalDate(), (date, sum) -> sum + count.count()) != null) {
                types.merge(count.type(), count.count(), Long::sum);
                hours[local.getHour()] += count.count();
                total += count.count();
            }
        }
        List<Day> days = daily.entrySet().stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
        return new MessageStatistics(total, total / dates.count(), peak(hours), types, days);
    }

    private static int peak(long[] hours) {
        int peak = 0;
        for (int hour = 1; hour < HOURS; hour++) {
            if (hours[hour] > hours[peak]) {
                peak = hour;
            }
        }
        return peak;
    }
}
