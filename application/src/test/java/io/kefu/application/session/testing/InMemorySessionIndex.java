package io.kefu.application.session.testing;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.application.session.port.SessionIndex;
import io.kefu.domain.analytics.TagCount;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds sessions in memory by looking at each of them. */
public record InMemorySessionIndex(InMemorySessionStore store) implements SessionIndex {

    @Override
    public List<TagCount> countByTag(TimeRange times) {
        Map<String, Long> counts = store.all().stream()
                .filter(session -> times.contains(session.createdAt()))
                .flatMap(session -> session.details().tags().stream())
                .collect(Collectors.groupingBy(tag -> tag, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> new TagCount(count.getKey(), count.getValue()))
                .sorted(Comparator.comparingLong(TagCount::sessions).reversed().thenComparing(TagCount::tag))
                .toList();
    }

    @Override
    public Page<SessionId> list(Filter filter, TimeRange times, PageRequest page) {
        List<SessionId> found = store.all().stream()
                .filter(session -> times.contains(session.createdAt()))
                .filter(session -> filter.state() == null || filter.state() == session.state())
                .filter(session -> filter.kefu() == null || filter.kefu().equals(session.kefu()))
                .filter(session ->
                        filter.customer() == null || filter.customer().equals(session.customer()))
                .filter(session ->
                        filter.tag().isEmpty() || session.details().tags().contains(filter.tag()))
                .sorted(Comparator.comparing(Session::createdAt).reversed())
                .map(Session::id)
                .toList();
        return new Page<>(found.stream().skip(page.offset()).limit(page.size()).toList(), found.size());
    }
}
