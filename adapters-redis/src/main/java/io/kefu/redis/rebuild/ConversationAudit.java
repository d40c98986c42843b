package io.kefu.redis.rebuild;

import static io.kefu.redis.Fields.number;
import static io.kefu.redis.Fields.text;

import io.kefu.application.message.port.MessageLog;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import io.kefu.redis.Fields.Conversation;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Compares the states of conversations with their logs, segments and sessions. */
final class ConversationAudit {
    private static final int PAGE = 500;

    private final Redis redis;
    private final MessageLog log;
    private final Findings findings;
    private final DeskAudit desk;
    private final NewestAudit newest;
    private final SessionIndexAudit index;
    private final SegmentAudit segments;
    private long checked;
    private long messages;

    ConversationAudit(
            Redis redis,
            MessageLog log,
            Findings findings,
            DeskAudit desk,
            NewestAudit newest,
            SessionIndexAudit index,
            SegmentAudit segments) {
        this.redis = redis;
        this.log = log;
        this.findings = findings;
        this.desk = desk;
        this.newest = newest;
        this.index = index;
        this.segments = segments;
    }

    long checked() {
        return checked;
    }

    long messages() {
        return messages;
    }

    void check(String key) {
        checked++;
        ConversationId id = new ConversationId(ConversationId.PREFIX + key.substring(key.lastIndexOf(':') + 1));
        Map<String, String> state = redis.await(redis.commands().hgetall(key));
        String first = state.getOrDefault(Conversation.CUSTOMER, state.getOrDefault(Conversation.FIRST_OF_PAIR, ""));
        long removed = number(state, Conversation.REMOVED_UNTIL);
        Recount recount = new Recount(
                first,
                number(state, Conversation.FIRST_READ),
                number(state, Conversation.SECOND_READ),
                removed,
                number(state, Conversation.REMOVED_BY_FIRST));
        long archived = number(state, Conversation.ARCHIVED_UNTIL);
        Consumer<Message> count = message -> count(message, state.getOrDefault(Conversation.CUSTOMER, ""), recount);
        // Entries that cannot be read cannot be counted. Values that depend on them are left as they are.
        boolean isComplete = segments.read(id, removed, archived, count);
        readLog(id, archived, number(state, Conversation.LAST_SEQ), count);
        messages += recount.counted;
        if (isComplete) {
            compareCounts(key, id, state, recount);
        }
        checkSessions(key, id, state, recount, isComplete);
    }

    private void readLog(ConversationId id, long after, long last, Consumer<Message> count) {
        for (long seq = after; seq < last; seq += PAGE) {
            redis.await(log.readAfter(id, seq, PAGE)).messages().forEach(count);
        }
    }

    private void count(Message message, String customer, Recount recount) {
        recount.count(message);
        if (message.type() != MessageType.SYSTEM) {
            newest.expect(message, customer);
        }
    }

    private void compareCounts(String key, ConversationId id, Map<String, String> state, Recount recount) {
        if (recount.missing > 0) {
            findings.report(key + ": " + recount.missing + " entries are missing in the log");
        }
        compare(key, Conversation.LAST_SEQ, recount.seq, state);
        compare(key, Conversation.BY_FIRST, recount.ofFirst, state);
        compare(key, Conversation.BY_FIRST_UNTIL_FIRST_READ, recount.ofFirstUntilFirstsRead, state);
        compare(key, Conversation.BY_FIRST_UNTIL_SECOND_READ, recount.ofFirstUntilSecondsRead, state);
        compareUncounted(key, id, state, recount.uncounted);
    }

    private void checkSessions(
            String key, ConversationId id, Map<String, String> state, Recount recount, boolean isComplete) {
        String open = "";
        String kefu = "";
        for (String suffix : redis.await(redis.commands().zrange(redis.keys().sessionsOf(id), 0, -1))) {
            SessionId session = SessionId.of(id, suffix);
            String sessionKey = redis.keys().session(session);
            Map<String, String> fields = redis.await(redis.commands().hgetall(sessionKey));
            index.expect(session, fields);
            long counted = recount.bySession.getOrDefault(suffix, 0L);
            if (text(fields, "state").equals("closed")) {
                // Messages of a session before the first remaining entry cannot be counted any more.
                if (isComplete && (recount.begin == 0 || counted > number(fields, "count"))) {
                    findings.compare(
                            sessionKey + " count",
                            counted,
                            number(fields, "count"),
                            () -> redis.commands().hset(sessionKey, "count", Long.toString(counted)));
                }
            } else {
                open = suffix;
                kefu = text(fields, "kefu");
                desk.expect(session, fields);
            }
        }
        compareText(key, Conversation.SESSION, open, state);
        if (state.containsKey(Conversation.CUSTOMER)) {
            compareText(key, Conversation.KEFU, kefu, state);
            if (isComplete && number(state, Conversation.BEFORE_SESSION) >= recount.begin) {
                compare(
                        key,
                        Conversation.SESSION_COUNT,
                        open.isEmpty() ? 0 : recount.bySession.getOrDefault(open, 0L),
                        state);
            }
        }
    }

    private void compareUncounted(
            String key, ConversationId id, Map<String, String> state, Map<String, Double> expected) {
        String uncounted = redis.keys().uncounted(id);
        Map<String, Double> found = new HashMap<>();
        redis.await(redis.commands().zrangeWithScores(uncounted, 0, -1))
                .forEach(entry -> found.put(entry.getValue(), entry.getScore()));
        findings.removeUnexpected(uncounted, found.keySet(), seq -> Objects.equals(found.get(seq), expected.get(seq)));
        findings.addMissing(uncounted, expected, seq -> Objects.equals(found.get(seq), expected.get(seq)));
        long ofFirst = expected.values().stream().filter(score -> score < 0).count();
        compare(key, Conversation.UNCOUNTED_FOR_FIRST, expected.size() - ofFirst, state);
        compare(key, Conversation.UNCOUNTED_FOR_SECOND, ofFirst, state);
    }

    private void compare(String key, String field, long expected, Map<String, String> state) {
        findings.compare(
                key + " " + field,
                expected,
                number(state, field),
                () -> redis.commands().hset(key, field, Long.toString(expected)));
    }

    private void compareText(String key, String field, String expected, Map<String, String> state) {
        findings.compare(
                key + " " + field,
                expected,
                text(state, field),
                () -> redis.commands().hset(key, field, expected));
    }

    /** The values that follow from a conversation's log. */
    private static final class Recount {
        private final String first;
        private final long firstsRead;
        private final long secondsRead;
        private final Map<String, Long> bySession = new HashMap<>();
        /** Entries that do not count as unread, with their scores in {@link RedisKeys#uncounted}. */
        private final Map<String, Double> uncounted = new HashMap<>();

        private final long begin;
        private long seq;
        private long counted;
        private long missing;
        private long ofFirst;
        private long ofFirstUntilFirstsRead;
        private long ofFirstUntilSecondsRead;

        /** Begins after the removed entries. The read cursors are not below them. */
        Recount(String first, long firstsRead, long secondsRead, long removed, long removedOfFirst) {
            this.begin = removed;
            this.seq = removed;
            this.ofFirst = removedOfFirst;
            this.ofFirstUntilFirstsRead = removedOfFirst;
            this.ofFirstUntilSecondsRead = removedOfFirst;
            this.first = first;
            this.firstsRead = firstsRead;
            this.secondsRead = secondsRead;
        }

        void count(Message message) {
            missing += message.seq() - seq - 1;
            seq = message.seq();
            counted++;
            boolean isOfFirst = message.from().value().equals(first);
            if (isOfFirst) {
                ofFirst++;
                ofFirstUntilFirstsRead += seq <= firstsRead ? 1 : 0;
                ofFirstUntilSecondsRead += seq <= secondsRead ? 1 : 0;
            }
            boolean isMessage = message.type() != MessageType.SYSTEM && message.status() != MessageStatus.RECALLED;
            if (!isMessage && seq > (isOfFirst ? secondsRead : firstsRead)) {
                uncounted.put(Long.toString(seq), (double) (isOfFirst ? -seq : seq));
            }
            SessionId session = message.session();
            if (message.type() != MessageType.SYSTEM && session != null) {
                bySession.merge(session.suffix(), 1L, Long::sum);
            }
        }
    }
}
