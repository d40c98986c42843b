package io.kefu.application.analytics.testing;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kefu.application.analytics.port.Counters;
import io.kefu.application.analytics.port.Counters.Closed;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.hours.port.Hours;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Rule;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.Histogram;
import io.kefu.domain.analytics.KefuFigures;
import io.kefu.domain.analytics.MessageCount;
import io.kefu.domain.analytics.QueueFigures;
import io.kefu.domain.hours.Interval;
import io.kefu.domain.hours.WorkingHours;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of counters: the other ports count while they work, and reports read the counts. */
public abstract class CountersContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER = new UserId("other");
    private static final UserId ADMIN = new UserId("admin");
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Dates TODAY = new Dates(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1));
    private static final Dates TOMORROW = new Dates(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 2));

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryHours hours = new InMemoryHours();
    private Fixture fixture;
    private long number;

    /** The ports over one store. */
    public record Fixture(MessageLog log, SessionStore sessions, Presence presence, Counters counters) {}

    protected abstract Fixture fixture(TestClock clock, Hours hours);

    @BeforeEach
    void setUp() {
        fixture = fixture(clock, hours);
    }

    @Test
    void nothingIsCountedWhereNothingHappened() {
        assertThat(fixture.counters().messages(NOON, NOON.plus(Duration.ofDays(400))))
                .isEmpty();
        assertThat(fixture.counters().closed(NOON, NOON.plusSeconds(900))).isEqualTo(new Closed(0, Duration.ZERO));
        assertThat(fixture.counters().kefu(TODAY)).isEmpty();
        assertThat(fixture.counters().queue(TODAY))
                .isEqualTo(new QueueFigures(0, 0, new Histogram(Map.of()), new Histogram(Map.of())));
    }

    @Test
    void messagesAreCountedByQuarterHourAndType() {
        place("00000001", KEFU);
        write(Rule.CUSTOMER, CUSTOMER, MessageType.TEXT);
        write(Rule.SERVING, KEFU, MessageType.TEXT);
        clock.set(NOON.plusSeconds(899));
        write(Rule.CUSTOMER, CUSTOMER, MessageType.IMAGE);
        clock.set(NOON.plusSeconds(900));
        write(Rule.CUSTOMER, CUSTOMER, MessageType.VOICE);
        write(Rule.ADMIN, ADMIN, MessageType.TEXT);
        assertThat(messages(NOON, NOON.plusSeconds(1800)))
                .containsExactlyInAnyOrder(
                        new MessageCount(NOON, MessageType.TEXT, 2),
                        new MessageCount(NOON, MessageType.IMAGE, 1),
                        new MessageCount(NOON.plusSeconds(900), MessageType.VOICE, 1),
                        new MessageCount(NOON.plusSeconds(900), MessageType.TEXT, 1));
        assertThat(messages(NOON.plusSeconds(900), NOON.plusSeconds(1800))).hasSize(2);
        assertThat(messages(NOON, NOON.plusSeconds(900))).hasSize(2);
        assertThat(messages(NOON.minusSeconds(900), NOON)).isEmpty();
    }

    @Test
    void messagesFromBeforeTheAssignmentOfTheSessionAreCountedOnce() {
        place("00000001", null);
        write(Rule.CUSTOMER, CUSTOMER, MessageType.TEXT);
        assertThat(messages(NOON, NOON.plusSeconds(900))).containsExactly(new MessageCount(NOON, MessageType.TEXT, 1));
        place("00000001", KEFU);
        assertThat(messages(NOON, NOON.plusSeconds(900))).containsExactly(new MessageCount(NOON, MessageType.TEXT, 1));
    }

    @Test
    void aRepetitionARefusalAndARecallCountNothing() {
        place("00000001", KEFU);
        Append once =
                append(Rule.CUSTOMER, CUSTOMER, new Draft(MessageType.TEXT, "x", null, new ClientMessageId("once")));
        Message stored = ((Appended.Stored) await(fixture.log().append(once))).message();
        await(fixture.log().append(once));
        write(Rule.SERVING, OTHER, MessageType.TEXT);
        await(fixture.log().recall(new Recall(stored.id(), CUSTOMER, "x", null, "gone", clock.instant())));
        assertThat(messages(NOON, NOON.plusSeconds(900))).containsExactly(new MessageCount(NOON, MessageType.TEXT, 1));
    }

    @Test
    void aMessageCountsForTheTimeThatItBears() {
        place("00000001", KEFU);
        clock.set(Instant.parse("2026-03-02T00:00:01Z"));
        write(Rule.CUSTOMER, CUSTOMER, MessageType.TEXT);
        clock.set(Instant.parse("2026-03-01T23:59:59Z"));
        write(Rule.SERVING, KEFU, MessageType.TEXT);
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
        assertThat(messages(midnight, midnight.plusSeconds(900)))
                .containsExactly(new MessageCount(midnight, MessageType.TEXT, 2));
    }

    @Test
    void sessionsThatEndAreCountedWithTheTimeThatTheyLasted() {
        place("00000001", KEFU);
        clock.advance(Duration.ofMinutes(10));
        close("00000001");
        place("00000002", null);
        clock.advance(Duration.ofMinutes(30));
        close("00000002");
        close("00000002");
        assertThat(fixture.counters().closed(NOON, NOON.plusSeconds(3600)))
                .isEqualTo(new Closed(2, Duration.ofMinutes(40)));
        assertThat(fixture.counters().closed(NOON, NOON.plusSeconds(900)))
                .isEqualTo(new Closed(1, Duration.ofMinutes(10)));
    }

    @Test
    void theQueueKnowsWaitsAndWhoGaveUp() {
        place("00000001", null);
        clock.advance(Duration.ofSeconds(100));
        place("00000001", KEFU);
        place("00000001", null);
        clock.advance(Duration.ofSeconds(1_000));
        place("00000001", OTHER);
        close("00000001");
        place("00000002", null);
        close("00000002");
        place("00000003", KEFU);
        assertThat(fixture.counters().queue(TODAY))
                .isEqualTo(new QueueFigures(3, 1, histogram(Duration.ofSeconds(100), Duration.ZERO), histogram()));
        assertThat(fixture.counters().queue(TOMORROW).opened()).isZero();
    }

    @Test
    void waitsOutsideTheWorkingHoursAreCountedApart() {
        // In Shanghai the test begins at 20:00.
        Interval fromHalfPastEight = new Interval(20 * 60 + 30, 21 * 60);
        hours.replace(
                new WorkingHours(
                        InMemoryCounters.ZONE,
                        Stream.of(DayOfWeek.values())
                                .collect(Collectors.toMap(day -> day, day -> List.of(fromHalfPastEight))),
                        List.of(),
                        null),
                OptionalLong.empty());
        place("00000001", null);
        clock.advance(Duration.ofMinutes(10));
        place("00000001", KEFU);
        close("00000001");
        place("00000002", null);
        clock.advance(Duration.ofMinutes(25));
        place("00000002", KEFU);
        assertThat(fixture.counters().queue(TODAY))
                .isEqualTo(new QueueFigures(2, 0, histogram(Duration.ofMinutes(5)), histogram(Duration.ofMinutes(10))));
    }

    @Test
    void aKefusWorkIsTheirsAlone() {
        place("00000001", KEFU);
        clock.advance(Duration.ofSeconds(20));
        write(Rule.SERVING, KEFU, MessageType.TEXT);
        clock.advance(Duration.ofSeconds(20));
        write(Rule.SERVING, KEFU, MessageType.TEXT);
        place("00000001", OTHER);
        clock.advance(Duration.ofSeconds(60));
        write(Rule.SERVING, OTHER, MessageType.IMAGE);
        clock.advance(Duration.ofSeconds(200));
        close("00000001");
        assertThat(fixture.sessions().rate(id("00000001"), new Rating(4, null))).isTrue();
        assertThat(fixture.sessions().rate(id("00000001"), new Rating(1, null))).isFalse();
        Histogram none = new Histogram(Map.of());
        assertThat(fixture.counters().kefu(TODAY))
                .containsExactly(
                        new KefuFigures(KEFU, 0, 2, histogram(Duration.ofSeconds(20)), none, Map.of(), Duration.ZERO),
                        new KefuFigures(
                                OTHER,
                                1,
                                1,
                                histogram(Duration.ofSeconds(60)),
                                histogram(Duration.ofSeconds(300)),
                                Map.of(4, 1L),
                                Duration.ZERO));
    }

    @Test
    void aRatingIsForWhoServedLastAlsoWhereTheSessionEndedInTheQueue() {
        place("00000001", OTHER);
        place("00000001", KEFU);
        place("00000001", null);
        close("00000001");
        assertThat(fixture.sessions().rate(id("00000001"), new Rating(5, null))).isTrue();
        assertThat(fixture.counters().kefu(TODAY))
                .extracting(KefuFigures::kefu, KefuFigures::ratings)
                .containsExactly(tuple(KEFU, Map.of(5, 1L)));
    }

    @Test
    void nobodyIsRatedForASessionThatNobodyServed() {
        place("00000001", null);
        close("00000001");
        assertThat(fixture.sessions().rate(id("00000001"), new Rating(1, null))).isTrue();
        assertThat(fixture.counters().kefu(TODAY)).isEmpty();
    }

    @Test
    void daysAreThoseOfTheHouse() {
        place("00000001", KEFU);
        // Midnight in Shanghai.
        clock.set(Instant.parse("2026-03-01T16:00:00Z"));
        write(Rule.SERVING, KEFU, MessageType.TEXT);
        assertThat(fixture.counters().kefu(TODAY)).isEmpty();
        assertThat(fixture.counters().kefu(TOMORROW)).hasSize(1);
        assertThat(fixture.counters().kefu(new Dates(TODAY.first(), TOMORROW.last())))
                .hasSize(1);
    }

    @Test
    void timeOnlineIsTheTimeUnderALease() {
        beat();
        clock.advance(Duration.ofSeconds(15));
        beat();
        clock.advance(Duration.ofSeconds(15));
        fixture.presence().renew(List.of(KEFU), clock.instant(), LEASE);
        assertThat(online()).isEqualTo(Duration.ofSeconds(30));
        // Silent for longer than the lease.
        clock.advance(Duration.ofSeconds(100));
        beat();
        assertThat(online()).isEqualTo(Duration.ofSeconds(75));
        clock.advance(Duration.ofSeconds(5));
        fixture.presence().endDuty(KEFU, clock.instant());
        fixture.presence().endDuty(KEFU, clock.instant());
        assertThat(online()).isEqualTo(Duration.ofSeconds(80));
        clock.advance(Duration.ofSeconds(5));
        beat();
        assertThat(online()).isEqualTo(Duration.ofSeconds(80));
    }

    private Duration online() {
        return fixture.counters().kefu(TODAY).getFirst().online();
    }

    private void beat() {
        fixture.presence().heartbeat(KEFU, User.Service.DEFAULT, KefuStatus.ONLINE, clock.instant(), LEASE);
    }

    /** The counts, summed up by quarter-hour and type. */
    private List<MessageCount> messages(Instant from, Instant until) {
        Map<List<Comparable<?>>, MessageCount> sums = new TreeMap<>(Comparator.comparing(List::toString));
        fixture.counters()
                .messages(from, until)
                .forEach(count -> sums.merge(
                        List.of(count.from(), count.type()),
                        count,
                        (one, other) -> new MessageCount(one.from(), one.type(), one.count() + other.count())));
        return new ArrayList<>(sums.values());
    }

    private void write(Rule rule, UserId from, MessageType type) {
        await(fixture.log().append(append(rule, from, Draft.of(type, "x"))));
    }

    private Append append(Rule rule, UserId from, Draft draft) {
        return new Append(
                ConversationIds.ofCustomer(CUSTOMER),
                rule,
                from,
                from.value(),
                rule == Rule.CUSTOMER ? null : CUSTOMER,
                true,
                draft,
                null,
                null,
                clock.instant());
    }

    private static SessionId id(String suffix) {
        return SessionId.of(ConversationIds.ofCustomer(CUSTOMER), suffix);
    }

    private void place(String suffix, @Nullable UserId kefu) {
        Instant opened =
                fixture.sessions().find(id(suffix)).map(Session::createdAt).orElseGet(clock::instant);
        Assignment assignment = new Assignment(
                id(suffix), CUSTOMER, kefu, Session.DEFAULT_TYPE, opened, ++number, kefu == null ? 1 : 0);
        fixture.sessions().apply(assignment);
    }

    private void close(String suffix) {
        fixture.sessions().close(id(suffix), new Ending(clock.instant(), Ending.IDLE), new Only.Always());
    }

    private static Histogram histogram(Duration... durations) {
        Map<Integer, Long> counts = new TreeMap<>();
        for (Duration duration : durations) {
            counts.merge(Histogram.bucketOf(duration), 1L, Long::sum);
        }
        return new Histogram(counts);
    }
}
