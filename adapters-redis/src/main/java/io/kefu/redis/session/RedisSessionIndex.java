package io.kefu.redis.session;

import static io.kefu.redis.index.CombinationIndex.ANY;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.application.session.port.SessionIndex;
import io.kefu.domain.analytics.TagCount;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.index.SessionSets;
import io.kefu.redis.message.MessageIndexer;
import io.lettuce.core.Range;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists sessions by the index of all sessions, or by the list of one customer's sessions, from which the index then selects
 * those that fit.
 */
@Singleton
public final class RedisSessionIndex implements SessionIndex {
    private static final int BATCH = 1_000;

    private final Redis redis;
    private final MessageIndexer indexer;
    private final SessionSets sets;

    public RedisSessionIndex(Redis redis, MessageIndexer indexer) {
        this.redis = redis;
        this.indexer = indexer;
        this.sets = new SessionSets(redis);
    }

    @Override
    public Page<SessionId> list(Filter filter, TimeRange times, PageRequest page) {
        redis.await(indexer.allIndexedIfWritable());
        UserId kefu = filter.kefu();
        List<String> matching = sets.matching(
                filter.state() == null ? ANY : filter.state().word(), kefu == null ? ANY : kefu.value(), filter.tag());
        return filter.customer() == null
                ? redis.await(sets.page(matching, times, page)).map(SessionId::new)
                : listOf(filter.customer(), matching, times, page);
    }

    @Override
    public List<TagCount> countByTag(TimeRange times) {
        redis.await(indexer.allIndexedIfWritable());
        List<String> tags = redis.await(sets.tags(MAX_COUNTED_TAGS));
        List<Long> counts = redis.awaitAll(tags.stream().map(tag -> sets.count(sets.matching(ANY, ANY, tag), times)));
        return IntStream.range(0, tags.size())
                .mapToObj(i -> new TagCount(tags.get(i), counts.get(i)))
                .filter(count -> count.sessions() > 0)
                .sorted(Comparator.comparingLong(TagCount::sessions).reversed().thenComparing(TagCount::tag))
                .toList();
    }

    private Page<SessionId> listOf(UserId customer, List<String> matching, TimeRange times, PageRequest page) {
        ConversationId conversation = ConversationIds.ofCustomer(customer);
        Range<Long> opened = Range.from(
                Range.Boundary.including(times.from().toEpochMilli()),
                Range.Boundary.excluding(times.to().toEpochMilli()));
        List<String> ids =
                redis.await(redis.commands().zrevrangebyscore(redis.keys().sessionsOf(conversation), opened)).stream()
                        .map(suffix -> SessionId.of(conversation, suffix).value())
                        .toList();
        List<String> found = IntStream.iterate(0, i -> i < ids.size(), i -> i + BATCH)
                .mapToObj(i -> ids.subList(i, Math.min(i + BATCH, ids.size())))
                .flatMap(batch -> membersOf(matching, batch))
                .toList();
        return new Page<>(
                found.stream()
                        .skip(page.offset())
                        .limit(page.size())
                        .map(SessionId::new)
                        .toList(),
                found.size());
    }

    /** Those of the ids that are in one of the sets. */
    private Stream<String> membersOf(List<String> sets, List<String> ids) {
        String[] members = ids.toArray(String[]::new);
        Stream<CompletionStage<List<@Nullable Double>>> scores =
                sets.stream().map(set -> redis.commands().zmscore(set, members));
        List<List<@Nullable Double>> found = redis.awaitAll(scores);
        return IntStream.range(0, members.length)
                .filter(i -> found.stream().anyMatch(ofSet -> ofSet.get(i) != null))
                .mapToObj(i -> members[i]);
    }
}
