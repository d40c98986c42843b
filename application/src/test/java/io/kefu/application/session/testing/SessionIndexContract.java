package io.kefu.application.session.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionIndex;
import io.kefu.application.session.port.SessionIndex.Filter;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.domain.analytics.TagCount;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link SessionIndex}. */
public abstract class SessionIndexContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER_KEFU = new UserId("kefu:2");
    private static final List<String> TAGS = List.of("VIP 客户", "退款");
    private static final PageRequest FIRST = new PageRequest(1, 100);

    private SessionStore store;
    private SessionIndex index;
    private long number;

    /** A store without sessions, and its index. */
    protected abstract Ports create();

    /** The index and the store that it belongs to. */
    public record Ports(SessionStore store, SessionIndex index) {}

    /** What the index must know about a session. */
    private record Expected(
            SessionId id, UserId customer, @Nullable UserId kefu, SessionState state, List<String> tags, Instant at) {
        boolean fits(Filter filter) {
            return (filter.state() == null || filter.state() == state)
                    && (filter.kefu() == null || filter.kefu().equals(kefu))
                    && (filter.customer() == null || filter.customer().equals(customer))
                    && (filter.tag().isEmpty() || tags.contains(filter.tag()));
        }
    }

    @BeforeEach
    void setUp() {
        Ports ports = create();
        store = ports.store();
        index = ports.index();
    }

    @Test
    void filtersByEachCombination() {
        List<Expected> expected = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            UserId customer = new UserId("customer" + i % 7);
            UserId kefu = i % 3 == 0 ? KEFU : i % 3 == 1 ? OTHER_KEFU : null;
            boolean isOpen = i >= 17;
            SessionState state =
                    !isOpen ? SessionState.CLOSED : kefu == null ? SessionState.WAITING : SessionState.ACTIVE;
            List<String> tags = TAGS.subList(0, i % 3);
            Expected session = new Expected(id(customer, i), customer, kefu, state, tags, NOON.plusMillis(i));
            expected.addFirst(session);
            assign(session, null);
            assign(session, kefu);
            if (i % 2 == 0) {
                tag(session, tags);
            }
            if (!isOpen) {
                close(session);
            }
            tag(session, tags);
        }
        for (SessionState state :
                new @Nullable SessionState[] {null, SessionState.WAITING, SessionState.ACTIVE, SessionState.CLOSED}) {
            for (UserId kefu : new @Nullable UserId[] {null, KEFU, OTHER_KEFU, new UserId("nobody")}) {
                for (UserId customer : new @Nullable UserId[] {null, new UserId("customer3"), new UserId("nobody")}) {
                    for (String tag : List.of("", "VIP 客户", "退款", "none")) {
                        Filter filter = new Filter(state, kefu, customer, tag);
                        assertLists(filter, TimeRange.ALL, expected);
                        assertLists(filter, new TimeRange(NOON.plusMillis(10), NOON.plusMillis(20)), expected);
                    }
                }
            }
        }
    }

    private void assertLists(Filter filter, TimeRange times, List<Expected> sessions) {
        List<SessionId> fitting = sessions.stream()
                .filter(session -> session.fits(filter) && times.contains(session.at()))
                .map(Expected::id)
                .toList();
        for (int number = 1; number <= 3; number++) {
            PageRequest request = new PageRequest(number, 9);
            Page<SessionId> page = index.list(filter, times, request);
            assertThat(page.items())
                    .as("%s %s %s", filter, times, request)
                    .isEqualTo(fitting.stream().skip(request.offset()).limit(9).toList());
            assertThat(page.total()).isEqualTo(fitting.size());
        }
    }

    @Test
    void followsASessionFromItsOpeningToItsEnd() {
        Expected session =
                new Expected(id(new UserId("c"), 1), new UserId("c"), null, SessionState.WAITING, List.of(), NOON);
        assertThat(counts()).containsExactly(0, 0, 0, 0, 0);
        assign(session, null);
        assertThat(counts()).containsExactly(1, 0, 0, 0, 0);
        assign(session, KEFU);
        assertThat(counts()).containsExactly(0, 1, 0, 1, 0);
        assign(session, OTHER_KEFU);
        assertThat(counts()).containsExactly(0, 1, 0, 0, 1);
        assign(session, null);
        assertThat(counts()).containsExactly(1, 0, 0, 0, 0);
        assign(session, KEFU);
        close(session);
        assertThat(counts()).containsExactly(0, 0, 1, 1, 0);
    }

    @Test
    void followsTheTagsOfASession() {
        Expected session =
                new Expected(id(new UserId("c"), 1), new UserId("c"), null, SessionState.WAITING, TAGS, NOON);
        assign(session, null);
        for (List<String> tags : List.of(TAGS, List.<String>of(), List.of("退款"))) {
            tag(session, tags);
            for (String tag : TAGS) {
                assertThat(count(new Filter(null, null, null, tag))).isEqualTo(tags.contains(tag) ? 1 : 0);
            }
        }
        assign(session, KEFU);
        assertThat(count(new Filter(SessionState.ACTIVE, KEFU, null, "退款"))).isEqualTo(1);
        assertThat(count(new Filter(SessionState.WAITING, null, null, "退款"))).isZero();
    }

    @Test
    void countsTheSessionsThatHaveATagNow() {
        assertThat(index.countByTag(TimeRange.ALL)).isEmpty();
        List<Expected> sessions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            UserId customer = new UserId("c" + i);
            Expected session = new Expected(
                    id(customer, i), customer, null, SessionState.WAITING, TAGS.subList(0, i % 3), NOON.plusMillis(i));
            sessions.add(session);
            assign(session, i == 1 ? KEFU : null);
            tag(session, session.tags());
            if (i > 2) {
                close(session);
            }
        }
        assertThat(index.countByTag(TimeRange.ALL)).containsExactly(new TagCount("VIP 客户", 4), new TagCount("退款", 2));
        assertThat(index.countByTag(new TimeRange(NOON.plusMillis(4), NOON.plusMillis(6))))
                .containsExactly(new TagCount("VIP 客户", 2), new TagCount("退款", 1));
        tag(sessions.get(5), List.of("退款"));
        tag(sessions.get(1), List.of());
        assertThat(index.countByTag(TimeRange.ALL)).containsExactly(new TagCount("VIP 客户", 2), new TagCount("退款", 2));
        sessions.forEach(session -> tag(session, List.of()));
        assertThat(index.countByTag(TimeRange.ALL)).isEmpty();
    }

    /** The numbers of waiting, active and closed sessions, and of the sessions of both kefu. */
    private List<Integer> counts() {
        return List.of(
                count(new Filter(SessionState.WAITING, null, null, "")),
                count(new Filter(SessionState.ACTIVE, null, null, "")),
                count(new Filter(SessionState.CLOSED, null, null, "")),
                count(new Filter(null, KEFU, null, "")),
                count(new Filter(null, OTHER_KEFU, null, "")));
    }

    private int count(Filter filter) {
        Page<SessionId> page = index.list(filter, TimeRange.ALL, FIRST);
        assertThat(page.items()).hasSize((int) page.total());
        return page.items().size();
    }

    @Test
    void pagesOfSessionsOfOneMillisecondAreCompleteAndWithoutRepeats() {
        for (int i = 0; i < 20; i++) {
            UserId customer = new UserId("c" + i);
            Expected session = new Expected(id(customer, i), customer, null, SessionState.WAITING, List.of(), NOON);
            assign(session, null);
            if (i % 2 == 0) {
                close(session);
            }
        }
        List<SessionId> found = new ArrayList<>();
        for (int number = 1; number <= 7; number++) {
            found.addAll(index.list(Filter.ALL, TimeRange.ALL, new PageRequest(number, 3))
                    .items());
        }
        assertThat(found).hasSize(20).doesNotHaveDuplicates();
    }

    private static SessionId id(UserId customer, int number) {
        return SessionId.of(ConversationIds.ofCustomer(customer), "%08d".formatted(number));
    }

    private void assign(Expected session, @Nullable UserId kefu) {
        number++;
        var unused = store.apply(new Assignment(
                session.id(), session.customer(), kefu, "sales", session.at(), number, kefu == null ? 1 : 0));
    }

    private void tag(Expected session, List<String> tags) {
        assertThat(store.update(session.id(), details -> details.withTags(tags)))
                .isPresent();
    }

    private void close(Expected session) {
        boolean isClosed = store.close(session.id(), new Ending(NOON.plusSeconds(60), "done"), new Only.Always())
                .orElseThrow()
                .isNew();
        assertThat(isClosed).isTrue();
    }
}
