package io.kefu.application.audit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.audit.port.AuditLog.Entry;
import io.kefu.application.audit.port.AuditLog.Filter;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link AuditLog}. */
public abstract class AuditLogContract {
    protected static final Principal ADMIN = new Principal(new UserId("admin"), Role.ADMIN, "管理员", "192.0.2.1");
    private static final Principal KEFU = new Principal(new UserId("kefu001"), Role.KEFU, "小明", "2001:db8::/64");
    private static final Principal CUSTOMER = new Principal(new UserId("user_1"), Role.CUSTOMER, "张三", "192.0.2.7");
    private static final PageRequest FIRST = new PageRequest(1, 100);

    protected final TestClock clock = TestClock.atNoon();
    private AuditLog audit = new InMemoryAuditLog(clock);

    /** Creates an empty log. */
    protected abstract AuditLog create(TestClock clock);

    @BeforeEach
    void createLog() {
        audit = create(clock);
    }

    @Test
    void returnsAnEntryAsItWasRecorded() {
        Act act = Act.of(ADMIN, Action.LIMITS_CHANGED, "kefu001")
                .with("skills", "[售后 \"VIP\"]")
                .with("max_sessions", 20);
        audit.record(act);
        Act failed = Act.ofAnyone("192.0.2.9", Action.LOGIN_FAILED, "");
        clock.advance(Duration.ofMillis(1));
        audit.record(failed);
        Page<Entry> page = list(Filter.ALL);
        assertThat(page.items()).extracting(Entry::act).containsExactly(failed, act);
        assertThat(page.items()).extracting(Entry::at).containsExactly(now(), now().minusMillis(1));
        assertThat(page.items()).allMatch(Entry::isConfirmed);
        assertThat(page.items()).extracting(Entry::id).doesNotHaveDuplicates();
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void filtersByEachCombination() {
        List<Act> acts = List.of(
                Act.of(ADMIN, Action.USER_DISABLED, "user_1"),
                Act.of(ADMIN, Action.USER_DISABLED, "user_2"),
                Act.of(ADMIN, Action.USER_ERASED, "user_1"),
                Act.of(KEFU, Action.FILE_DELETED, "file_1"),
                Act.of(CUSTOMER, Action.USER_ERASED, "user_1"),
                Act.of(CUSTOMER, Action.USER_EXPORTED, "user_1"),
                Act.ofAnyone("192.0.2.9", Action.LOGIN_FAILED, "kefu001"));
        for (Act act : acts) {
            audit.record(act);
            clock.advance(Duration.ofSeconds(1));
        }
        for (UserId actor : new @Nullable UserId[] {null, ADMIN.id(), CUSTOMER.id(), new UserId("other")}) {
            for (Action action : new @Nullable Action[] {null, Action.USER_ERASED, Action.USER_DISABLED}) {
                for (String target : List.of("", "user_1", "user_2", "kefu001")) {
                    List<Act> expected = acts.reversed().stream()
                            .filter(act -> actor == null || actor.equals(act.actor()))
                            .filter(act -> action == null || action == act.action())
                            .filter(act -> target.isEmpty() || target.equals(act.target()))
                            .toList();
                    Page<Entry> found = list(new Filter(actor, action, target));
                    assertThat(found.items())
                            .as("%s %s %s", actor, action, target)
                            .extracting(Entry::act)
                            .isEqualTo(expected);
                    assertThat(found.total()).isEqualTo(expected.size());
                }
            }
        }
    }

    @Test
    void pagesAreCompleteAndWithoutRepeats() {
        IntStream.range(0, 25).forEach(i -> {
            audit.record(Act.of(i % 3 == 0 ? CUSTOMER : ADMIN, Action.FILE_DELETED, "file_" + i));
            clock.advance(Duration.ofMillis(i % 2));
        });
        List<String> found = Stream.of(1, 2, 3, 4)
                .map(number -> audit.list(Filter.ALL, TimeRange.ALL, new PageRequest(number, 7)))
                .peek(page -> assertThat(page.total()).isEqualTo(25))
                .flatMap(page -> page.items().stream())
                .map(entry -> entry.act().target())
                .toList();
        assertThat(found).hasSize(25).doesNotHaveDuplicates();
        assertThat(audit.list(Filter.ALL, TimeRange.ALL, new PageRequest(5, 7)).items())
                .isEmpty();
    }

    @Test
    void aRangeOfTimesHasItsBeginningAndNotItsEnd() {
        for (int i = 0; i < 4; i++) {
            audit.record(Act.of(ADMIN, Action.FILE_DELETED, "file_" + i));
            clock.advance(Duration.ofSeconds(1));
        }
        Instant first = now().minusSeconds(4);
        Page<Entry> page = audit.list(
                Filter.ALL, new TimeRange(first.plusSeconds(1), first.plusSeconds(3)), new PageRequest(1, 1));
        assertThat(page.items()).extracting(entry -> entry.act().target()).containsExactly("file_2");
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void anEntryIsConfirmedOnlyAfterItsChange() {
        Act act = Act.of(ADMIN, Action.USER_DISABLED, "user_1");
        String result = audit.record(act, () -> {
            assertThat(list(Filter.ALL).items()).extracting(Entry::isConfirmed).containsExactly(false);
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(list(Filter.ALL).items()).extracting(Entry::isConfirmed).containsExactly(true);
    }

    @Test
    void aRefusedChangeLeavesNoEntry() {
        Act act = Act.of(ADMIN, Action.USER_DISABLED, "user_1");
        DomainException refusal = DomainException.of(ErrorCode.CONFLICT);
        assertThatThrownBy(() -> audit.record(act, () -> fail(refusal))).isSameAs(refusal);
        assertThat(list(Filter.ALL).items()).isEmpty();
        assertThat(list(new Filter(null, Action.USER_DISABLED, "user_1")).total())
                .isZero();
    }

    @Test
    void aChangeThatMayHaveHappenedLeavesAnUnconfirmedEntry() {
        Act act = Act.of(ADMIN, Action.USER_DISABLED, "user_1");
        DomainException failure = DomainException.unavailable(Duration.ofSeconds(1));
        assertThatThrownBy(() -> audit.record(act, () -> fail(failure))).isSameAs(failure);
        assertThat(list(Filter.ALL).items()).extracting(Entry::isConfirmed).containsExactly(false);
    }

    @Test
    void anEntryEndsAfter400Days() {
        audit.record(Act.of(ADMIN, Action.USER_DISABLED, "user_1"));
        clock.advance(AuditLog.LIFETIME.minusMillis(1));
        assertThat(list(Filter.ALL).total()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(list(Filter.ALL).total()).isZero();
    }

    @Test
    void failedLoginsDisplaceOnlyOlderFailedLogins() {
        audit.record(Act.of(ADMIN, Action.USER_ERASED, "user_1"));
        audit.record(Act.of(CUSTOMER, Action.USER_ERASED, "user_2"));
        for (int i = 0; i < AuditLog.MAX_OF_OTHERS / 100 + 2; i++) {
            audit.begin(IntStream.range(0, 100)
                    .mapToObj(same -> Act.ofAnyone("192.0.2.9", Action.LOGIN_FAILED, "kefu001"))
                    .toList());
        }
        assertThat(list(new Filter(null, Action.LOGIN_FAILED, "")).total()).isEqualTo(AuditLog.MAX_OF_OTHERS);
        assertThat(list(new Filter(null, Action.USER_ERASED, "")).total()).isEqualTo(2);
        assertThat(list(Filter.ALL).total()).isEqualTo(AuditLog.MAX_OF_OTHERS + 2L);
    }

    private Instant now() {
        return clock.instant();
    }

    private Page<Entry> list(Filter filter) {
        return audit.list(filter, TimeRange.ALL, FIRST);
    }

    private static void fail(DomainException failure) {
        throw failure;
    }
}
