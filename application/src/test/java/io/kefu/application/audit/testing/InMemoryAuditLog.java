package io.kefu.application.audit.testing;

import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** An audit log in memory. */
public final class InMemoryAuditLog implements AuditLog {
    private final List<Entry> entries = new ArrayList<>();
    private final InstantSource clock;
    private int number;

    public InMemoryAuditLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<String> begin(List<Act> acts) {
        return acts.stream().map(this::add).toList();
    }

    private String add(Act act) {
        String id = "audit" + ++number;
        entries.addFirst(new Entry(id, clock.instant(), act, false));
        int most = act.isOfStaff() ? MAX_OF_STAFF : MAX_OF_OTHERS;
        entries.stream()
                .filter(entry -> entry.act().action() == act.action())
                .filter(entry -> entry.act().isOfStaff() == act.isOfStaff())
                .skip(most)
                .findFirst()
                .ifPresent(entries::remove);
        return id;
    }

    @Override
    public synchronized void confirm(List<String> ids) {
        entries.replaceAll(
                entry -> ids.contains(entry.id()) ? new Entry(entry.id(), entry.at(), entry.act(), true) : entry);
    }

    @Override
    public synchronized void withdraw(List<String> ids) {
        entries.removeIf(entry -> ids.contains(entry.id()));
    }

    /** The acts of all confirmed entries, oldest first. */
    public synchronized List<Act> acts() {
        return entries.reversed().stream()
                .filter(Entry::isConfirmed)
                .map(Entry::act)
                .toList();
    }

    @Override
    public synchronized Page<Entry> list(Filter filter, TimeRange times, PageRequest page) {
        Instant oldest = clock.instant().minus(LIFETIME);
        List<Entry> found = entries.stream()
                .filter(entry -> entry.at().isAfter(oldest) && times.contains(entry.at()))
                .filter(entry -> filter.actor() == null
                        || filter.actor().equals(entry.act().actor()))
                .filter(entry -> filter.action() == null
                        || filter.action() == entry.act().action())
                .filter(entry -> filter.target().isEmpty()
                        || filter.target().equals(entry.act().target()))
                .toList();
        return new Page<>(found.stream().skip(page.offset()).limit(page.size()).toList(), found.size());
    }
}
