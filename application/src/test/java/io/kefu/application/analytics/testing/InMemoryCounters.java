package io.kefu.application.analytics.testing;

import io.kefu.application.analytics.port.Counters;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.Histogram;
import io.kefu.domain.analytics.KefuFigures;
import io.kefu.domain.analytics.MessageCount;
import io.kefu.domain.analytics.QueueFigures;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.hours.WorkingHours;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers everything that it is told, and adds it up when it is asked. */
public final class InMemoryCounters implements Counters {
    /** The time zone of days. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final List<MessageCount> messages = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Map<ConversationId, Turn> turns = new HashMap<>();

    private enum What {
        OPENED,
        WAITED,
        WAITED_OUTSIDE,
        WROTE,
        RESPONDED,
        ENDED,
        RATED,
        PRESENT
    }

    private record Fact(What what, Instant at, @Nullable UserId kefu, Duration duration, int score) {}

    private record Turn(UserId kefu, Instant since) {}

    /** A message was written. */
    public synchronized void wrote(Message message, boolean isToCustomer) {
        Instant at = message.timestamp();
        messages.add(new MessageCount(MessageCount.quarterOf(at), message.type(), 1));
        if (isToCustomer) {
            note(What.WROTE, at, message.from(), Duration.ZERO);
            Turn turn = turns.get(message.conversation());
            if (turn != null && turn.kefu().equals(message.from())) {
                note(What.RESPONDED, at, turn.kefu(), Duration.between(turn.since(), at));
                turns.remove(message.conversation());
            }
        }
    }

    /** A session was opened. */
    public synchronized void opened(Instant at) {
        note(What.OPENED, at, null, Duration.ZERO);
    }

    /** Counts the wait of a session that is assigned to a kefu for the first time. */
    public synchronized void waited(Instant at, WorkingHours.Wait wait) {
        note(wait.isWithinHours() ? What.WAITED : What.WAITED_OUTSIDE, at, null, wait.duration());
    }

    /** Records that a conversation's session was assigned to a kefu, or returned to the queue (null). */
    public synchronized void given(ConversationId conversation, @Nullable UserId kefu, Instant at) {
        if (kefu == null) {
            turns.remove(conversation);
        } else {
            turns.put(conversation, new Turn(kefu, at));
        }
    }

    /** A session ended. */
    public synchronized void ended(Session session, Instant at) {
        note(What.ENDED, at, session.kefu(), Duration.between(session.createdAt(), at));
        turns.remove(session.conversation());
    }

    /** A customer rated a session. */
    public synchronized void rated(@Nullable UserId kefu, int score, Instant at) {
        facts.add(new Fact(What.RATED, at, kefu, Duration.ZERO, score));
    }

    /** A kefu was there until now. */
    public synchronized void present(UserId kefu, Duration duration, Instant now) {
        note(What.PRESENT, now, kefu, duration);
    }

    private void note(What what, Instant at, @Nullable UserId kefu, Duration duration) {
        facts.add(new Fact(what, at, kefu, duration, 0));
    }

    @Override
    public ZoneId zone() {
        return ZONE;
    }

    @Override
    public synchronized List<MessageCount> messages(Instant from, Instant until) {
        return messages.stream()
                .filter(count -> !count.from().isBefore(from) && count.from().isBefore(until))
                .toList();
    }

    @Override
    public synchronized Closed closed(Instant from, Instant until) {
        List<Duration> durations = facts.stream()
                .filter(fact -> fact.what() == What.ENDED)
                .filter(fact -> !fact.at().isBefore(from) && fact.at().isBefore(until))
                .map(Fact::duration)
                .toList();
        return new Closed(durations.size(), durations.stream().reduce(Duration.ZERO, Duration::plus));
    }

    @Override
    public synchronized List<KefuFigures> kefu(Dates dates) {
        return on(dates)
                .map(Fact::kefu)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .map(kefu -> figures(
                        kefu, on(dates).filter(fact -> kefu.equals(fact.kefu())).toList()))
                .toList();
    }

    private static KefuFigures figures(UserId kefu, List<Fact> own) {
        return new KefuFigures(
                kefu,
                count(own, What.ENDED),
                count(own, What.WROTE),
                histogram(own, What.RESPONDED),
                histogram(own, What.ENDED),
                own.stream()
                        .filter(fact -> fact.what() == What.RATED)
                        .collect(Collectors.groupingBy(Fact::score, Collectors.counting())),
                own.stream()
                        .filter(fact -> fact.what() == What.PRESENT)
                        .map(Fact::duration)
                        .reduce(Duration.ZERO, Duration::plus));
    }

    @Override
    public synchronized QueueFigures queue(Dates dates) {
        List<Fact> all = on(dates).toList();
        // Whoever was served and went back into the queue is neither served to the end nor abandoned: tests leave that
        // out.
        List<Fact> unserved = all.stream().filter(fact -> fact.kefu() == null).toList();
        return new QueueFigures(
                count(all, What.OPENED),
                count(unserved, What.ENDED),
                histogram(all, What.WAITED),
                histogram(all, What.WAITED_OUTSIDE));
    }

    private Stream<Fact> on(Dates dates) {
        Predicate<Instant> within = at -> !at.isBefore(dates.from(ZONE)) && at.isBefore(dates.until(ZONE));
        return facts.stream().filter(fact -> within.test(fact.at()));
    }

    private static long count(List<Fact> facts, What what) {
        return facts.stream().filter(fact -> fact.what() == what).count();
    }

    private static Histogram histogram(List<Fact> facts, What what) {
        return new Histogram(facts.stream()
                .filter(fact -> fact.what() == what)
                .collect(Collectors.groupingBy(fact -> Histogram.bucketOf(fact.duration()), Collectors.counting())));
    }
}
