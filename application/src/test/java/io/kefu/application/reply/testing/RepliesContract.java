package io.kefu.application.reply.testing;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.reply.port.Replies;
import io.kefu.application.reply.port.Replies.Change;
import io.kefu.application.reply.port.ReplyList;
import io.kefu.application.testing.Parallel;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyId;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link Replies}, and of the erasure of the replies of a user. */
public abstract class RepliesContract {
    private static final UserId LI = new UserId("li");
    private static final UserId JUN = new UserId("jun");
    private static final ReplyOwner OWN = new ReplyOwner.Staff(LI);

    private Stores stores;
    private Replies replies;

    /**
     * The ports over one store.
     *
     * @param replies the replies, as one node sees them
     * @param others the replies, as another node sees them
     */
    public record Stores(
            Replies replies, Replies others, PersonalData personal, UserStore users, MessageEvents events) {}

    /** Creates the ports over an empty store. */
    protected abstract Stores create();

    @BeforeEach
    void setUp() {
        stores = create();
        replies = stores.replies();
    }

    @Test
    void repliesAreOrderedByShortcut() {
        CannedReply b = reply(1, OWN, "b", "x\n\"y\"\t🦊");
        CannedReply a = reply(2, OWN, "A", "您好，{{customer.name}}！");
        CannedReply shared = reply(3, new ReplyOwner.Everyone(), "a", "x");
        assertThat(replies.of(OWN)).isEqualTo(ReplyList.EMPTY);
        assertThat(List.of(replies.add(b), replies.add(a), replies.add(shared))).containsOnly(Change.DONE);
        assertThat(all(OWN)).containsExactly(a, b);
        assertThat(all(new ReplyOwner.Everyone())).containsExactly(shared);
        assertThat(all(new ReplyOwner.Staff(JUN))).isEmpty();
    }

    @Test
    void aShortcutIsUniqueForItsOwnerWhateverCaseAndWidth() {
        CannedReply known = reply(1, OWN, "Hi", "x");
        replies.add(known);
        assertThat(replies.add(reply(2, OWN, " ｈＩ", "y"))).isEqualTo(Change.SHORTCUT_TAKEN);
        CannedReply other = reply(3, OWN, "hello", "y");
        replies.add(other);
        assertThat(replies.replace(other, reply(3, OWN, "HI", "y"))).isEqualTo(Change.SHORTCUT_TAKEN);
        assertThat(all(OWN)).containsExactly(other, known);
        CannedReply renamed = reply(1, OWN, "HI", "z");
        assertThat(replies.replace(known, renamed)).isEqualTo(Change.DONE);
        assertThat(all(OWN)).containsExactly(other, renamed);
    }

    @Test
    void aChangeOfAnOutdatedReplyHasNoEffect() {
        CannedReply first = reply(1, OWN, "hi", "one");
        CannedReply second = reply(1, OWN, "ho", "two");
        replies.add(first);
        replies.replace(first, second);
        assertThat(replies.replace(first, reply(1, OWN, "hi", "three"))).isEqualTo(Change.OUTDATED);
        assertThat(replies.remove(first)).isEqualTo(Change.OUTDATED);
        assertThat(all(OWN)).containsExactly(second);
        assertThat(replies.remove(second)).isEqualTo(Change.DONE);
        assertThat(replies.remove(second)).isEqualTo(Change.OUTDATED);
        assertThat(all(OWN)).isEmpty();
    }

    @Test
    void ofSeveralChangesAtTheSameTimeOneTakesEffect() {
        CannedReply first = reply(1, OWN, "hi", "one");
        replies.add(first);
        List<Change> changes = Parallel.call(8, i -> replies.replace(first, reply(1, OWN, "hi" + i % 2, "by " + i)));
        assertThat(changes).filteredOn(Change.DONE::equals).hasSize(1);
        assertThat(all(OWN)).hasSize(1);
        assertThat(Parallel.call(8, i -> replies.add(reply(10 + i, OWN, "new", "by " + i))))
                .filteredOn(Change.DONE::equals)
                .hasSize(1);
    }

    @Test
    void aReplyMovesToAnotherOwner() {
        CannedReply own = reply(1, OWN, "hi", "x");
        CannedReply shared = reply(1, new ReplyOwner.Everyone(), "hi", "x");
        CannedReply taken = reply(2, OWN, "hi", "y");
        replies.add(own);
        assertThat(replies.replace(own, shared)).isEqualTo(Change.DONE);
        assertThat(all(OWN)).isEmpty();
        assertThat(all(new ReplyOwner.Everyone())).containsExactly(shared);
        replies.add(taken);
        assertThat(replies.replace(shared, own)).isEqualTo(Change.SHORTCUT_TAKEN);
        assertThat(all(OWN)).containsExactly(taken);
        assertThat(all(new ReplyOwner.Everyone())).containsExactly(shared);
    }

    @Test
    void anOwnerHasABoundedNumberOfReplies() {
        IntStream.range(0, Replies.MAX_OF_OWNER).forEach(i -> replies.add(reply(i, OWN, "s" + i, "x")));
        assertThat(replies.add(reply(5_000, OWN, "more", "x"))).isEqualTo(Change.TOO_MANY);
        CannedReply shared = reply(5_001, new ReplyOwner.Everyone(), "shared", "x");
        assertThat(replies.add(shared)).isEqualTo(Change.DONE);
        assertThat(replies.replace(shared, reply(5_001, OWN, "shared", "x"))).isEqualTo(Change.TOO_MANY);
        assertThat(replies.replace(reply(0, OWN, "s0", "x"), reply(0, OWN, "other", "x")))
                .isEqualTo(Change.DONE);
        assertThat(all(OWN)).hasSize(Replies.MAX_OF_OWNER);
    }

    @Test
    void everyNodeSeesAChangeAtOnce() {
        CannedReply first = reply(1, OWN, "hi", "one");
        CannedReply second = reply(1, OWN, "hi", "two");
        replies.add(first);
        assertThat(stores.others().of(OWN).find(first.id())).contains(first);
        replies.replace(first, second);
        assertThat(stores.others().of(OWN).find(first.id())).contains(second);
        stores.others().remove(second);
        assertThat(replies.of(OWN).find(first.id())).isEmpty();
    }

    @Test
    void theRepliesOfADeletedUserAreErased() {
        CannedReply own = reply(1, OWN, "hi", "x");
        CannedReply shared = reply(2, new ReplyOwner.Everyone(), "hi", "x");
        replies.add(own);
        replies.add(shared);
        assertThat(all(OWN)).containsExactly(own);
        stores.personal().erase(LI, Role.KEFU);
        assertThat(all(OWN)).isEmpty();
        assertThat(all(new ReplyOwner.Everyone())).containsExactly(shared);
        CannedReply next = reply(3, OWN, "ho", "y");
        replies.add(next);
        assertThat(all(OWN)).containsExactly(next);
    }

    @Test
    void ownersAreNotifiedAndAllStaffOfSharedReplies() throws InterruptedException {
        stores.users().create(Users.kefu("li"));
        stores.users().create(Users.kefu("jun"));
        BlockingQueue<UserEvent> li = new LinkedBlockingQueue<>();
        BlockingQueue<UserEvent> jun = new LinkedBlockingQueue<>();
        Subscription one = await(stores.events().subscribe(LI, li::add));
        Subscription two = await(stores.events().subscribe(JUN, jun::add));
        replies.add(reply(1, OWN, "hi", "x"));
        replies.add(reply(2, new ReplyOwner.Everyone(), "hi", "x"));
        assertThat(li.poll(10, TimeUnit.SECONDS)).isEqualTo(new UserEvent.RepliesChanged(OWN));
        assertThat(li.poll(10, TimeUnit.SECONDS)).isEqualTo(new UserEvent.RepliesChanged(new ReplyOwner.Everyone()));
        assertThat(jun.poll(10, TimeUnit.SECONDS)).isEqualTo(new UserEvent.RepliesChanged(new ReplyOwner.Everyone()));
        one.cancel();
        two.cancel();
    }

    private List<CannedReply> all(ReplyOwner owner) {
        return replies.of(owner).matching("", "").toList();
    }

    private static CannedReply reply(int number, ReplyOwner owner, String shortcut, String content) {
        return new CannedReply(ReplyId.ofKey("%016d".formatted(number)), owner, shortcut, content);
    }
}
