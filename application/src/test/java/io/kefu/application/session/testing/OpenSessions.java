package io.kefu.application.session.testing;

import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.Desk.Opening;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The open sessions of a desk in memory, in the order of their opening, each with the number of its last change. */
final class OpenSessions {
    private static final Comparator<Entry> BY_OPENING = Comparator.comparingLong(Entry::opened);
    private static final Comparator<Entry> BY_TURN =
            Comparator.comparing(Entry::wasServed).reversed().thenComparing(BY_OPENING);

    private final List<Entry> entries = new ArrayList<>();
    private long number;

    record Entry(
            Opening opening,
            long opened,
            @Nullable UserId preferred,
            @Nullable UserId kefu,
            @Nullable UserId passedOnBy,
            boolean wasServed,
            long number) {
        SessionId session() {
            return opening.session();
        }

        boolean isServedBy(UserId user) {
            return user.equals(kefu);
        }
    }

    Entry add(Opening opening) {
        number++;
        Entry added = new Entry(opening, number, opening.preferred(), null, null, false, number);
        entries.add(added);
        return added;
    }

    Entry replace(Entry old, @Nullable UserId preferred, @Nullable UserId kefu, @Nullable UserId passedOnBy) {
        number++;
        Entry changed = new Entry(old.opening(), old.opened(), preferred, kefu, passedOnBy, true, number);
        entries.set(entries.indexOf(old), changed);
        return changed;
    }

    void remove(SessionId session) {
        entries.removeIf(e -> e.session().equals(session));
    }

    @Nullable
    Entry find(SessionId session) {
        return entries.stream()
                .filter(e -> e.session().equals(session))
                .findAny()
                .orElse(null);
    }

    Optional<Entry> ofCustomer(UserId customer) {
        return entries.stream()
                .filter(e -> e.opening().customer().equals(customer))
                .findAny();
    }

    /** Those that wait, by their turn. */
    Stream<Entry> waiting() {
        return entries.stream().filter(e -> e.kefu() == null).sorted(BY_TURN);
    }

    /** Those that are served, in the order of their opening. */
    Stream<Entry> served() {
        return entries.stream().filter(e -> e.kefu() != null).sorted(BY_OPENING);
    }

    Assignment assignment(Entry entry) {
        Opening opening = entry.opening();
        int position = waiting().toList().indexOf(entry) + 1;
        return new Assignment(
                opening.session(),
                opening.customer(),
                entry.kefu(),
                opening.type(),
                opening.createdAt(),
                entry.number(),
                position);
    }
}
