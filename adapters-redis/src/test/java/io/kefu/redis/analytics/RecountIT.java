package io.kefu.redis.analytics;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.analytics.ReadMessageStatistics;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Rule;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.MessageStatistics;
import io.kefu.domain.analytics.MessageStatistics.Day;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Compares the statistics with a recount of all messages in the logs by local day and hour. */
@Tag("same-on-cluster")
class RecountIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final Principal READER = new Principal(new UserId("admin"), Role.ADMIN, "admin");
    private static final MessageType[] TYPES = {
        MessageType.TEXT, MessageType.IMAGE, MessageType.FILE, MessageType.VOICE, MessageType.VIDEO
    };
    private static final int PAIRS = 40;
    private static final int MESSAGES = 1_500;

    /** Days around changes of daylight saving time in New York, and around the end of a year. */
    private static final List<String> STARTS =
            List.of("2026-03-06T18:00:00Z", "2026-10-30T10:00:00Z", "2026-12-30T07:00:00Z");

    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("Asia/Shanghai"), ZoneId.of("America/New_York"), ZoneId.of("Asia/Kolkata"));

    private static final Instant NOW = Instant.parse("2027-01-02T12:00:00Z");

    private final MessageLog log =
            new RedisMessageLog(REDIS.redis(), REDIS.indexer(), Durability.local(), TestRedis.segments());
    private final RedisCounters counters = new RedisCounters(REDIS.redis(), REDIS.indexer(), () -> NOW);
    private final Random random = new Random(20_261_101);

    @Test
    void theStatisticsEqualARecountOfTheLogs() {
        for (String start : STARTS) {
            write(Instant.parse(start));
        }
        List<Message> all = readAll();
        assertThat(all).hasSize(STARTS.size() * MESSAGES);
        assertStatisticsEqualRecount(all);
        // Again after the days that are over were folded; the last days are not folded.
        counters.fold(NOW);
        assertStatisticsEqualRecount(all);
        Dates year = new Dates(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
        for (ZoneId zone : ZONES) {
            assertThat(new ReadMessageStatistics(counters).read(READER, year, zone))
                    .isEqualTo(recount(all, year, zone));
        }
    }

    private void assertStatisticsEqualRecount(List<Message> all) {
        ReadMessageStatistics read = new ReadMessageStatistics(counters);
        for (ZoneId zone : ZONES) {
            for (String start : STARTS) {
                LocalDate day = Instant.parse(start).atZone(zone).toLocalDate();
                for (int first = 0; first < 5; first++) {
                    for (int last : new int[] {first, 4}) {
                        Dates dates = new Dates(day.plusDays(first), day.plusDays(last));
                        assertThat(read.read(READER, dates, zone))
                                .as("%s in %s", dates, zone)
                                .isEqualTo(recount(all, dates, zone));
                    }
                }
            }
        }
    }

    /** Computes the statistics from all messages. */
    private static MessageStatistics recount(List<Message> all, Dates dates, ZoneId zone) {
        List<Message> within = all.stream()
                .filter(message -> !local(message, zone).toLocalDate().isBefore(dates.first()))
                .filter(message -> !local(message, zone).toLocalDate().isAfter(dates.last()))
                .toList();
        Map<LocalDate, Long> daily =
                count(within, message -> local(message, zone).toLocalDate());
        List<Day> days = new ArrayList<>();
        for (LocalDate day = dates.first(); !day.isAfter(dates.last()); day = day.plusDays(1)) {
            days.add(new Day(day, daily.getOrDefault(day, 0L)));
        }
        Map<Integer, Long> hours = count(within, message -> local(message, zone).getHour());
        int peak = IntStream.range(0, 24)
                .boxed()
                .max(Comparator.<Integer>comparingLong(hour -> hours.getOrDefault(hour, 0L))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        return new MessageStatistics(
                within.size(), within.size() / days.size(), peak, count(within, Message::type), days);
    }

    private static <K> Map<K, Long> count(List<Message> messages, Function<Message, K> key) {
        return messages.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
    }

    private static ZonedDateTime local(Message message, ZoneId zone) {
        return message.timestamp().atZone(zone);
    }

    /** Writes messages of pairs for four days, at all hours and often at the edge of a quarter-hour, and recalls some. */
    private void write(Instant start) {
        long[] seconds = random.longs(MESSAGES, 0, Duration.ofDays(4).toSeconds())
                .map(second -> random.nextInt(4) == 0 ? second / 900 * 900 + random.nextInt(3) - 1 : second)
                .sorted()
                .toArray();
        Map<Integer, CompletableFuture<?>> pairs = new HashMap<>();
        for (long second : seconds) {
            Instant now = start.plusSeconds(second).plusMillis(random.nextInt(1_000));
            int pair = random.nextInt(PAIRS);
            Append append = append(pair, now);
            boolean isRecalled = random.nextInt(10) == 0;
            // The pairs write at the same time. The messages of one pair are written one after the other.
            pairs.compute(
                    pair,
                    (number, earlier) -> (earlier == null ? CompletableFuture.<Object>completedFuture(null) : earlier)
                            .thenCompose(done -> write(append, isRecalled))
                            .toCompletableFuture());
        }
        pairs.values().forEach(MessagePorts::await);
    }

    private CompletionStage<?> write(Append append, boolean isRecalled) {
        return log.append(append).thenCompose(appended -> {
            Message message = ((Appended.Stored) appended).message();
            return isRecalled
                    ? log.recall(new Recall(message.id(), message.from(), "x", null, "gone", append.now()))
                    : CompletableFuture.completedFuture(null);
        });
    }

    private Append append(int pair, Instant now) {
        UserId from = new UserId("a" + pair);
        UserId to = new UserId("b" + pair);
        return new Append(
                ConversationIds.ofPair(from, to),
                Rule.PAIR,
                from,
                "x",
                to,
                true,
                Draft.of(TYPES[random.nextInt(TYPES.length)], "x"),
                null,
                null,
                now);
    }

    private List<Message> readAll() {
        return IntStream.range(0, PAIRS)
                .mapToObj(pair -> ConversationIds.ofPair(new UserId("a" + pair), new UserId("b" + pair)))
                .flatMap(id -> await(log.readAfter(id, 0, 100_000)).messages().stream())
                .filter(message -> message.type() != MessageType.SYSTEM)
                .toList();
    }
}
