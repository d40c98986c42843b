package io.kefu.domain.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.domain.analytics.MessageStatistics.Day;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.message.MessageType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageStatisticsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    @Test
    void emptyDayHasZeros() {
        assertThat(MessageStatistics.of(days("2026-03-01", "2026-03-02"), SHANGHAI, List.of()))
                .isEqualTo(new MessageStatistics(
                        0,
                        0,
                        0,
                        Map.of(),
                        List.of(new Day(LocalDate.of(2026, 3, 1), 0), new Day(LocalDate.of(2026, 3, 2), 0))));
    }

    @Test
    void averageIsRoundedDownAndIncludesEmptyDays() {
        MessageStatistics three = MessageStatistics.of(
                days("2026-03-01", "2026-03-03"), SHANGHAI, List.of(at("2026-03-01T04:00:00Z", 8)));
        assertThat(three.total()).isEqualTo(8);
        assertThat(three.dailyAverage()).isEqualTo(2);
    }

    @Test
    void earliestHourIsThePeakOnATie() {
        List<MessageCount> counts =
                List.of(at("2026-03-01T14:00:00Z", 3), at("2026-03-02T06:45:00Z", 2), at("2026-03-01T06:00:00Z", 1));
        assertThat(MessageStatistics.of(days("2026-03-01", "2026-03-02"), SHANGHAI, counts)
                        .peakHour())
                .isEqualTo(14);
    }

    @Test
    void daysAndHoursFollowTheZone() {
        MessageCount count = at("2026-03-01T18:30:00Z", 1);
        Dates second = days("2026-03-02", "2026-03-02");
        assertThat(MessageStatistics.of(second, KOLKATA, List.of(count)).total())
                .isEqualTo(1);
        assertThat(MessageStatistics.of(second, KOLKATA, List.of(count)).peakHour())
                .isZero();
        assertThat(MessageStatistics.of(second, KOLKATA, List.of(at("2026-03-01T18:15:00Z", 1)))
                        .total())
                .isZero();
        assertThat(MessageStatistics.of(second, NEW_YORK, List.of(count)).total())
                .isZero();
    }

    @Test
    void hourThatOccursTwiceCountsAsOne() {
        List<MessageCount> counts =
                List.of(at("2026-11-01T05:30:00Z", 2), at("2026-11-01T06:30:00Z", 2), at("2026-11-01T07:30:00Z", 3));
        MessageStatistics autumn = MessageStatistics.of(days("2026-11-01", "2026-11-01"), NEW_YORK, counts);
        assertThat(autumn.total()).isEqualTo(7);
        assertThat(autumn.peakHour()).isEqualTo(1);
    }

    @Test
    void clockChangesMakeDaysShorterOrLonger() {
        assertThat(hours("2026-03-08")).isEqualTo(23);
        assertThat(hours("2026-11-01")).isEqualTo(25);
        assertThat(hours("2026-07-01")).isEqualTo(24);
    }

    private static long hours(String day) {
        Dates dates = days(day, day);
        return Duration.between(dates.from(NEW_YORK), dates.until(NEW_YORK)).toHours();
    }

    @Test
    void typesWithoutMessagesAreLeftOut() {
        List<MessageCount> counts = List.of(
                at("2026-03-01T04:00:00Z", 2),
                at("2026-03-01T04:15:00Z", 3),
                new MessageCount(Instant.parse("2026-03-01T04:15:00Z"), MessageType.VOICE, 5));
        assertThat(MessageStatistics.of(days("2026-03-01", "2026-03-01"), SHANGHAI, counts)
                        .types())
                .isEqualTo(Map.of(MessageType.TEXT, 5L, MessageType.VOICE, 5L));
    }

    @Test
    void rangeHasAtMost366DaysAndDoesNotEndBeforeItBegins() {
        assertThat(days("2024-01-01", "2024-12-31").count()).isEqualTo(366);
        assertThatThrownBy(() -> days("2025-01-01", "2026-01-02")).isInstanceOf(DomainException.class);
        assertThatThrownBy(() -> days("2026-01-02", "2026-01-01")).isInstanceOf(DomainException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "40, 40s",
        "59, 59s",
        "60, 1m",
        "900, 15m",
        "3599, 59m",
        "3600, 1h00m",
        "3900, 1h05m",
        "360000, 100h00m"
    })
    void formatsDurations(long seconds, String text) {
        assertThat(UserFigures.text(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void periodHasOneToNinetyDays() {
        assertThat(Period.parse("7d")).isEqualTo(new Period(7));
        for (String wrong : List.of("0d", "91d", "7", "d", "-1d", "7h", "99999999999d", "")) {
            assertThatThrownBy(() -> Period.parse(wrong)).as(wrong).isInstanceOf(DomainException.class);
        }
    }

    private static MessageCount at(String quarter, long count) {
        return new MessageCount(Instant.parse(quarter), MessageType.TEXT, count);
    }

    private static Dates days(String first, String last) {
        return new Dates(LocalDate.parse(first), LocalDate.parse(last));
    }
}
