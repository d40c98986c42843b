package io.kefu.application.reply;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.audit.testing.InMemoryAuditLog;
import io.kefu.application.message.testing.InMemoryMessageEvents;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.application.reply.ListReplies.Filter;
import io.kefu.application.reply.testing.InMemoryReplies;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of {@link ListReplies}, {@link AddReply}, {@link ChangeReply} and {@link RemoveReply}. */
class RepliesTest {
    private static final Principal LI = kefu("li");
    private static final Principal BOSS = admin("boss");
    private static final PageRequest FIRST = new PageRequest(1, 20);
    private static final ReplyId UNKNOWN = ReplyId.ofKey("unknown-unknown-");

    private final InMemoryReplies replies = new InMemoryReplies(new InMemoryUserStore(), new InMemoryMessageEvents());
    private final InMemoryAuditLog audit = new InMemoryAuditLog(TestClock.atNoon());
    private final ListReplies listReplies = new ListReplies(replies);
    private final AddReply addReply = new AddReply(replies, audit, new CountingSecrets());
    private final ChangeReply changeReply = new ChangeReply(replies, audit);
    private final RemoveReply removeReply = new RemoveReply(replies, audit);

    @Test
    void ownRepliesComeBeforeSharedOnes() {
        CannedReply shared = add(BOSS, "a", "shared", true);
        CannedReply b = add(LI, "b", "own", false);
        CannedReply a = add(LI, "a", "own", false);
        CannedReply ofBoss = add(BOSS, "c", "own", false);
        assertThat(list(LI, "", "")).containsExactly(a, b, shared);
        assertThat(list(BOSS, "", "")).containsExactly(ofBoss, shared);
        assertThat(list(kefu("jun"), "", "")).containsExactly(shared);
        assertThat(listReplies.list(LI, new Filter("", ""), new PageRequest(2, 2)))
                .isEqualTo(new Page<>(List.of(shared), 3));
    }

    @Test
    void repliesAreFilteredByShortcutAndContentWhateverCaseAndWidth() {
        CannedReply refund = add(LI, "退款", "我们会在三天内退款 ＯＫ", false);
        CannedReply hello = add(BOSS, "Hello", "您好，{{customer.name}}！", true);
        assertThat(list(LI, "退", "")).containsExactly(refund);
        assertThat(list(LI, "HE", "")).containsExactly(hello);
        assertThat(list(LI, "llo", "")).isEmpty();
        assertThat(list(LI, "", "LLO")).containsExactly(hello);
        assertThat(list(LI, "", "ok")).containsExactly(refund);
        assertThat(list(LI, "h", "customer.NAME")).containsExactly(hello);
        assertThat(list(LI, "", ".*")).isEmpty();
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> new Filter("x".repeat(33), ""));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> new Filter("", "x".repeat(101)));
    }

    @Test
    void kefuWriteOwnRepliesOnly() {
        CannedReply shared = add(BOSS, "a", "x", true);
        CannedReply ofBoss = add(BOSS, "b", "x", false);
        CannedReply own = add(LI, "a", "x", false);
        assertRefused(ErrorCode.FORBIDDEN, () -> add(LI, "c", "x", true));
        assertRefused(ErrorCode.FORBIDDEN, () -> change(LI, shared.id(), "a", null));
        assertRefused(ErrorCode.FORBIDDEN, () -> change(LI, own.id(), "a", true));
        assertRefused(ErrorCode.FORBIDDEN, () -> removeReply.remove(LI, shared.id()));
        assertRefused(ErrorCode.REPLY_NOT_FOUND, () -> change(LI, ofBoss.id(), "a", null));
        assertRefused(ErrorCode.REPLY_NOT_FOUND, () -> removeReply.remove(LI, ofBoss.id()));
        assertRefused(ErrorCode.REPLY_NOT_FOUND, () -> removeReply.remove(LI, UNKNOWN));
        assertRefused(ErrorCode.FORBIDDEN, () -> add(customer("mei"), "c", "x", false));
        assertRefused(ErrorCode.FORBIDDEN, () -> list(customer("mei"), "", ""));
        CannedReply changed = change(LI, own.id(), "A", null);
        assertThat(list(LI, "", "")).containsExactly(changed, shared);
        removeReply.remove(LI, own.id());
        assertThat(list(LI, "", "")).containsExactly(shared);
        assertThat(actions()).containsExactly(Action.REPLY_ADDED);
    }

    @Test
    void aTakenShortcutIsAConflict() {
        add(LI, "a", "x", false);
        CannedReply b = add(LI, "b", "x", false);
        assertRefused(ErrorCode.CONFLICT, () -> add(LI, "A", "x", false));
        assertRefused(ErrorCode.CONFLICT, () -> change(LI, b.id(), "a", null));
        add(BOSS, "a", "x", true);
        assertRefused(ErrorCode.CONFLICT, () -> add(BOSS, "a", "x", true));
        assertThat(actions()).containsExactly(Action.REPLY_ADDED);
    }

    @Test
    void adminsShareOwnRepliesAndTakeOverSharedOnes() {
        CannedReply own = add(BOSS, "a", "x", false);
        CannedReply shared = change(BOSS, own.id(), "a", true);
        assertThat(list(LI, "", "")).containsExactly(shared);
        CannedReply again = change(admin("chief"), own.id(), "b", false);
        assertThat(list(LI, "", "")).isEmpty();
        assertThat(list(admin("chief"), "", "")).containsExactly(again);
        removeReply.remove(admin("chief"), own.id());
        assertThat(actions()).containsExactly(Action.REPLY_CHANGED, Action.REPLY_CHANGED);
    }

    @Test
    void invalidTextsAreRefused() {
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> add(LI, " ", "x", false));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> add(LI, "a\nb", "x", false));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> add(LI, "a", "x\u0007", false));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> add(LI, "a", "🦊".repeat(4_001), false));
        CannedReply longest = add(LI, "🦊".repeat(32), "🦊".repeat(4_000), false);
        assertThat(list(LI, "", "")).containsExactly(longest);
    }

    private CannedReply add(Principal caller, String shortcut, String content, boolean isShared) {
        return addReply.add(caller, new AddReply.Command(shortcut, content, isShared));
    }

    private CannedReply change(Principal caller, ReplyId id, String shortcut, @Nullable Boolean isShared) {
        return changeReply.change(caller, id, new ChangeReply.Command(shortcut, "changed", isShared));
    }

    private List<CannedReply> list(Principal caller, String prefix, String contained) {
        return listReplies.list(caller, new Filter(prefix, contained), FIRST).items();
    }

    private List<Action> actions() {
        return audit.list(AuditLog.Filter.ALL, TimeRange.ALL, FIRST).items().stream()
                .map(entry -> entry.act().action())
                .toList();
    }
}
