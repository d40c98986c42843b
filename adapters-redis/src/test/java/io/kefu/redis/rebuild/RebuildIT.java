package io.kefu.redis.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.SessionId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.message.NewestLists;
import io.kefu.redis.session.RedisDesk;
import io.kefu.redis.testing.AlsoOnCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AlsoOnCluster
class RebuildIT extends RebuildFixture {
    @Test
    void findsNoDifferenceInCorrectData() {
        Rebuild.Report report = rebuild.run();
        assertThat(report.differences()).isEmpty();
        assertThat(report.differing()).isZero();
        assertThat(report.conversations()).isEqualTo(3);
        assertThat(report.messages()).isEqualTo(9);
        assertThat(report.users()).isEqualTo(4);
    }

    @Test
    void indexesMessagesThatStoppedNodesLeftInTheQueue() {
        String reference = REDIS.commands().zrevrange(GlobalKeys.NEWEST, 0, 0).getFirst();
        double time = REDIS.commands().zscore(GlobalKeys.NEWEST, reference);
        String conversation = reference.substring(0, reference.length() - 2);
        String seq = reference.substring(reference.length() - 1);
        assertThat(NewestLists.reference(conversation, seq)).isEqualTo(reference);
        REDIS.commands().zrem(GlobalKeys.NEWEST, reference);
        int partition = REDIS.keys().partition(new ConversationId(ConversationId.PREFIX + conversation));
        REDIS.commands()
                .xadd(
                        REDIS.keys().indexQueue(partition),
                        Map.of("c", conversation, "q", seq, "k", "", "w", Long.toString((long) time)));
        assertThat(rebuild.run().differences()).isEmpty();
        assertThat(REDIS.commands().zscore(GlobalKeys.NEWEST, reference)).isEqualTo(time);
    }

    @Test
    void repairsTheStateOfAConversation() {
        String key = REDIS.keys().conversation(active.conversation());
        REDIS.commands().hset(key, "cnt", "7");
        REDIS.commands().hset(key, "x", "7");
        REDIS.commands().hset(key, "x1", "0");
        REDIS.commands().hset(key, "x2", "0");
        REDIS.commands().hset(key, "k", "other");
        REDIS.commands().hset(key, "sid", "");
        assertRepaired(key + " cnt: 7 instead of 3", key + " x: 7 instead of 3", key + " k: other instead of kefu");
    }

    @Test
    void repairsUnreadCounts() {
        String key = REDIS.keys().conversation(active.conversation());
        String uncounted = REDIS.keys().uncounted(active.conversation());
        assertThat(REDIS.commands().zrange(uncounted, 0, -1)).containsExactly("5");
        REDIS.commands().del(uncounted);
        REDIS.commands().zadd(uncounted, -1, "1");
        REDIS.commands().hset(key, "u1", "0");
        REDIS.commands().hset(key, "u2", "4");
        assertRepaired(
                uncounted + " 5: absent instead of present",
                uncounted + " 1: present instead of absent",
                key + " u1: 0 instead of 1",
                key + " u2: 4 instead of 0");
    }

    @Test
    void repairsTheCountOfAClosedSession() {
        String closed = REDIS.commands().zrange(REDIS.keys().sessionsOf(active.conversation()), 0, 0).stream()
                .map(suffix -> REDIS.keys().session(SessionId.of(active.conversation(), suffix)))
                .findFirst()
                .orElseThrow();
        REDIS.commands().hset(closed, "count", "5");
        assertRepaired(closed + " count: 5 instead of 2");
    }

    @Test
    void restoresADeskThatLostEverything() {
        for (String key : List.of(
                DeskKeys.SESSIONS,
                DeskKeys.CUSTOMERS,
                DeskKeys.QUEUE,
                DeskKeys.ACTIVE,
                DeskKeys.SERVED,
                DeskKeys.IDLE_CHECKED,
                DeskKeys.NUMBER)) {
            REDIS.commands().del(key);
        }
        assertRepaired(
                "desk " + active + ": none instead of an assignment",
                "desk " + waiting + ": none instead of an assignment",
                DeskKeys.QUEUE + " " + waiting + ": absent instead of present");
        RedisDesk desk = new RedisDesk(REDIS.redis());
        assertThat(desk.servedBy(KEFU)).containsExactly(active);
        assertThat(desk.find(waiting).orElseThrow().position()).isEqualTo(1);
    }

    @Test
    void removesWrongEntriesOfTheDesk() {
        REDIS.commands().zadd(DeskKeys.QUEUE, 9, active.value());
        REDIS.commands().zadd(DeskKeys.SERVED, 0, "other 0000000000000001 " + active);
        REDIS.commands().hset(DeskKeys.CUSTOMERS, "nobody", active.value());
        assertRepaired(
                DeskKeys.QUEUE + " " + active + ": present instead of absent",
                DeskKeys.SERVED + " other 0000000000000001 " + active + ": present instead of absent",
                "desk nobody session: " + active + " instead of null");
    }

    @Test
    void restoresListsOfNewestMessages() {
        for (String list :
                List.of(GlobalKeys.NEWEST, GlobalKeys.newestOfKefu("kefu"), GlobalKeys.partnersOf("other"))) {
            REDIS.commands().del(list);
        }
        assertThat(rebuild.run().differing()).isEqualTo(8 + 7 + 1);
        assertThat(rebuild.run().differences()).isEmpty();
    }

    @Test
    void restoresTheIndexOfSessions() {
        REDIS.commands().keys("{sessions}:by:*").forEach(set -> REDIS.commands().del(set));
        // The closed session has two sets, the active one four, and the waiting one two.
        assertThat(rebuild.run().differing()).isEqualTo(2 + 4 + 2);
        assertThat(rebuild.run().differences()).isEmpty();
    }

    @Test
    void removesWrongSessionsFromTheIndex() {
        SessionId unknown = SessionId.of(active.conversation(), "unknown0");
        REDIS.commands().zadd("{sessions}:by:closed  ", 1, active.value());
        REDIS.commands().zadd("{sessions}:by:waiting  VIP", 1, unknown.value());
        assertRepaired(
                "{sessions}:by:closed   " + active + ": present instead of absent",
                "{sessions}:by:waiting  VIP " + unknown + ": present instead of absent");
    }

    @Test
    void restoresIndexesOfUsers() {
        REDIS.commands().zrem(GlobalKeys.usersByCreation("kefu"), "other");
        REDIS.commands().zrem(GlobalKeys.usersByCreation("all"), "served");
        REDIS.commands().zrem(GlobalKeys.USERS_BY_ACTIVITY, "served");
        assertThat(rebuild.run().differing()).isEqualTo(3);
        assertThat(rebuild.run().differences()).isEmpty();
    }

    @Test
    void reportsAGapInALog() {
        REDIS.commands().xdel(REDIS.keys().log(active.conversation()), "2-0");
        assertThat(rebuild.run().differences()).anyMatch(line -> line.endsWith(": 1 entries are missing in the log"));
    }
}
