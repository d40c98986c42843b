package io.kefu.domain.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.error.DomainException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingHoursTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static Interval interval(String from, String to) {
        return Interval.parse("weekly", from, to);
    }

    private static WorkingHours daily(String zone, Interval... intervals) {
        Map<DayOfWeek, List<Interval>> weekly = new HashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            weekly.put(day, List.of(intervals));
        }
        return new WorkingHours(ZoneId.of(zone), weekly, List.of(), null);
    }

    /** Seeds of random hours, in a zone and a year whose days the clock is set differently. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai, 2024, 1",
        "America/New_York, 2024, 2",
        "Europe/London, 2024, 3",
        "Asia/Kolkata, 2023, 4",
        "Pacific/Apia, 2011, 5",
        "America/St_Johns, 2010, 6",
        "Australia/Lord_Howe, 2024, 7",
        "America/New_York, 2025, 8",
        "Europe/London, 2025, 9"
    })
    void agreesWithTheClockMinuteByMinuteForAYear(ZoneId zone, int year, long seed) {
        WorkingHours hours = random(zone, year, new Random(seed));
        Instant start = LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        int minutes = (int) Duration.ofDays(365).toMinutes();
        boolean[] open = new boolean[minutes];
        Map<LocalDate, List<Interval>> days = new HashMap<>();
        for (int i = 0; i < minutes; i++) {
            LocalDateTime clock = LocalDateTime.ofInstant(start.plus(i, ChronoUnit.MINUTES), zone);
            open[i] = clockIsInAnInterval(clock, date -> days.computeIfAbsent(date, day -> ofDay(hours, day)));
        }
        List<Instant> expected = new ArrayList<>();
        Duration expectedOpen = Duration.ZERO;
        for (int i = 0; i < minutes; i++) {
            Instant minute = start.plus(i, ChronoUnit.MINUTES);
            if (hours.isOpen(minute.plusSeconds(59)) != open[i]) {
                throw new AssertionError("Open: " + open[i] + " at " + minute.atZone(zone));
            }
            expectedOpen = open[i] ? expectedOpen.plusMinutes(1) : expectedOpen;
            if (i > 0 && open[i] != open[i - 1]) {
                expected.add(minute);
            }
        }
        Instant end = start.plus(minutes, ChronoUnit.MINUTES);
        List<Instant> found = Stream.iterate(
                        hours.nextChange(start),
                        at -> at.filter(change -> change.isBefore(end)).isPresent(),
                        at -> hours.nextChange(at.orElseThrow()))
                .map(Optional::orElseThrow)
                .toList();
        assertThat(found).isEqualTo(expected);
        assertThat(hours.openBetween(start, end)).isEqualTo(expectedOpen);
    }

    /** The definition: the service is open if the clock of the zone shows a time in an interval of its day or the day before. */
    private static boolean clockIsInAnInterval(LocalDateTime clock, Function<LocalDate, List<Interval>> days) {
        int minute = clock.getHour() * 60 + clock.getMinute();
        return days.apply(clock.toLocalDate()).stream()
                        .anyMatch(i -> minute >= i.from() && (minute < i.to() || i.to() <= i.from()))
                || days.apply(clock.toLocalDate().minusDays(1)).stream()
                        .anyMatch(i -> i.to() <= i.from() && minute < i.to());
    }

    private static List<Interval> ofDay(WorkingHours hours, LocalDate day) {
        for (Holiday holiday : hours.holidays()) {
            if (holiday.date().equals(day)) {
                return holiday.intervals();
            }
        }
        return hours.weekly().getOrDefault(day.getDayOfWeek(), List.of());
    }

    private static WorkingHours random(ZoneId zone, int year, Random random) {
        Map<DayOfWeek, List<Interval>> weekly = new HashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            weekly.put(day, intervals(random));
        }
        List<Holiday> holidays = IntStream.range(0, 30)
                .map(i -> i * 12 + random.nextInt(12))
                .mapToObj(day -> new Holiday(LocalDate.ofYearDay(year, day + 1), intervals(random)))
                .toList();
        return new WorkingHours(zone, weekly, holidays, null);
    }

    /** None to three intervals, often past midnight, at odd minutes, or at hours in which clocks are set. */
    private static List<Interval> intervals(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> switch (random.nextInt(4)) {
                    case 0 -> new Interval(random.nextInt(1440), random.nextInt(1441));
                    case 1 -> new Interval(60 + random.nextInt(60), 60 + random.nextInt(120));
                    case 2 -> interval("22:00", "02:00");
                    default -> interval("09:00", "18:00");
                })
                .toList();
    }

    @Test
    void zoneOfTheHoursBeforeAnyAreSetHasAName() {
        assertThat(ZoneId.getAvailableZoneIds())
                .contains(WorkingHours.ALWAYS.zone().getId());
    }

    @Test
    void anIntervalPastMidnightBelongsToTheDayOnWhichItBegins() {
        WorkingHours hours = new WorkingHours(
                SHANGHAI,
                Map.of(DayOfWeek.MONDAY, List.of(interval("22:00", "02:00"))),
                List.of(new Holiday(LocalDate.of(2024, 1, 9), List.of())),
                null);
        Instant monday = Instant.parse("2024-01-08T14:00:00Z");
        assertThat(hours.isOpen(monday.minusMillis(1))).isFalse();
        assertThat(hours.isOpen(monday)).isTrue();
        assertThat(hours.isOpen(Instant.parse("2024-01-08T17:59:59Z"))).isTrue();
        assertThat(hours.nextChange(monday)).contains(Instant.parse("2024-01-08T18:00:00Z"));
        assertThat(hours.nextChange(Instant.parse("2024-01-08T18:00:00Z")))
                .contains(Instant.parse("2024-01-15T14:00:00Z"));
    }

    @Test
    void anIntervalThatIsSkippedInOneWeekIsFoundInTheNext() {
        // In New York, the clock skips 02:00 to 03:00 on Sunday, 2024-03-10.
        WorkingHours hours = new WorkingHours(
                ZoneId.of("America/New_York"),
                Map.of(DayOfWeek.SUNDAY, List.of(interval("02:15", "02:45"))),
                List.of(),
                null);
        assertThat(hours.nextChange(Instant.parse("2024-03-04T12:00:00Z")))
                .contains(Instant.parse("2024-03-17T06:15:00Z"));
    }

    @Test
    void aHolidayYearsAheadIsFound() {
        LocalDate day = LocalDate.of(2034, 5, 1);
        WorkingHours hours = new WorkingHours(
                SHANGHAI, Map.of(), List.of(new Holiday(day, List.of(interval("09:00", "10:00")))), null);
        assertThat(hours.nextChange(Instant.parse("2024-01-01T00:00:00Z")))
                .contains(day.atTime(9, 0).atZone(SHANGHAI).toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:00,24:00", "00:00,00:00", "09:00,09:00"})
    void hoursWithoutAnEndNeverChange(String text) {
        String[] times = text.split(",", -1);
        Instant time = Instant.parse("2024-03-10T00:00:00Z");
        WorkingHours hours = daily("America/New_York", interval(times[0], times[1]));
        assertThat(hours.isOpen(time)).isTrue();
        assertThat(hours.nextChange(time)).isEmpty();
        assertThat(WorkingHours.ALWAYS.isOpen(time)).isTrue();
        assertThat(WorkingHours.ALWAYS.nextChange(time)).isEmpty();
        assertThat(daily("Asia/Shanghai").nextChange(time)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"24:00,01:00", "9:00,10:00", "09:60,10:00", "09:00,24:01", "09:00,", "09:00:00,10:00"})
    void refusesMalformedTimes(String text) {
        String[] times = text.split(",", -1);
        assertThatExceptionOfType(DomainException.class).isThrownBy(() -> interval(times[0], times[1]));
    }

    @Test
    void onlyThePartOfAWaitWithinTheHoursCounts() {
        WorkingHours hours = daily("UTC", interval("09:00", "18:00"));
        Instant nine = Instant.parse("2024-01-02T09:00:00Z");
        assertThat(hours.wait(nine.minusSeconds(3600), nine.plusSeconds(60)))
                .isEqualTo(new WorkingHours.Wait(true, Duration.ofSeconds(60)));
        assertThat(hours.wait(nine, nine)).isEqualTo(new WorkingHours.Wait(true, Duration.ZERO));
        assertThat(hours.wait(nine.minusSeconds(120), nine.minusSeconds(20)))
                .isEqualTo(new WorkingHours.Wait(false, Duration.ofSeconds(100)));
        assertThat(hours.wait(nine.minus(Duration.ofDays(1)), nine.plusSeconds(60)))
                .isEqualTo(new WorkingHours.Wait(true, Duration.ofHours(9).plusSeconds(60)));
    }
}
