package io.kefu.bootstrap.chaos;

import io.kefu.bootstrap.chaos.ConnectionHistory.Push;
import io.kefu.bootstrap.chaos.ConversationLog.LogEntry;
import io.kefu.bootstrap.chaos.DeviceHistory.Acknowledgement;
import io.kefu.bootstrap.chaos.DeviceHistory.SentMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what a conversation's people saw against its log, when all is quiet. */
final class ConsistencyChecker {
    private final ConversationLog log;
    private final List<DeviceHistory> people;
    private final Map<Long, LogEntry> bySeq = new HashMap<>();
    private final Set<Long> recalled = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private ConsistencyChecker(ConversationLog log, List<DeviceHistory> people) {
        this.log = log;
        this.people = people;
        log.entries().forEach(entry -> bySeq.put(entry.seq(), entry));
        people.forEach(person -> recalled.addAll(person.recalls(log.conversation())));
    }

    /** What contradicts the service's promises; nothing if it kept them. */
    static List<String> faults(ConversationLog log, List<DeviceHistory> people) {
        ConsistencyChecker checker = new ConsistencyChecker(log, people);
        checker.checkLog();
        people.forEach(checker::checkSent);
        people.forEach(checker::checkReceived);
        return checker.faults;
    }

    /** 1, 2, 3…, and each message of each sender once. */
    private void checkLog() {
        long expected = 1;
        Map<String, Long> seen = new HashMap<>();
        for (LogEntry entry : log.entries()) {
            if (entry.seq() != expected) {
                fault("the log has %d where %d is due".formatted(entry.seq(), expected));
            }
            expected = entry.seq() + 1;
            if (entry.isOfSystem()) {
                if (!recalled.contains(entry.names())) {
                    fault("%s is about %d, which nobody recalled".formatted(entry, entry.names()));
                }
                continue;
            }
            @Nullable Long earlier = seen.put(entry.from() + " " + entry.clientId(), entry.seq());
            if (earlier != null) {
                fault("%s stands twice: at %d and %d".formatted(entry.clientId(), earlier, entry.seq()));
            }
            checkSaid(entry);
        }
    }

    private void checkSaid(LogEntry entry) {
        boolean isKnown = people.stream()
                .filter(person -> person.user().equals(entry.from()))
                .map(person -> person.said(entry.clientId()))
                .anyMatch(said -> said != null && isSame(said, entry));
        if (!isKnown) {
            fault("nobody said " + entry);
        }
    }

    private boolean isSame(SentMessage said, LogEntry entry) {
        return said.conversation().equals(log.conversation())
                && (said.content().equals(entry.content()) || recalled.contains(entry.seq()));
    }

    /** Whatever was acknowledged stands where the acknowledgement says. */
    private void checkSent(DeviceHistory person) {
        Map<String, Acknowledgement> told = person.told();
        for (SentMessage said : person.said().values()) {
            if (!said.conversation().equals(log.conversation())) {
                continue;
            }
            @Nullable Acknowledgement ack = told.get(said.id());
            if (ack == null) {
                fault(said.id() + " was never acknowledged");
                continue;
            }
            @Nullable LogEntry entry = bySeq.get(ack.seq());
            boolean stands = entry != null
                    && ack.conversation().equals(log.conversation())
                    && entry.clientId().equals(said.id())
                    && entry.messageId().equals(ack.messageId());
            if (!stands) {
                fault("%s was acknowledged as %s, where the log has %s".formatted(said.id(), ack, entry));
            }
        }
    }

    private void checkReceived(DeviceHistory person) {
        List<Long> missing = person.missing(log.conversation(), log.last());
        if (!missing.isEmpty()) {
            fault("%s never got %s of %d".formatted(person.device(), missing, log.last()));
        }
        person.connections().forEach(connection -> checkVisit(person, connection));
    }

    /** From where it starts: each next one, but for those that went out through this very connection. */
    private void checkVisit(DeviceHistory person, ConnectionHistory connection) {
        @Nullable Long start = connection.start(log.conversation());
        if (start == null) {
            fault(connection + " was not told of the conversation");
            return;
        }
        long position = start;
        for (Push push : connection.pushes(log.conversation())) {
            if (push.seq() <= position) {
                fault("%s got %d after %d".formatted(connection, push.seq(), position));
            }
            for (long between = position + 1; between < push.seq(); between++) {
                if (!wentOut(person, connection, between)) {
                    fault("%s missed %d and got %d".formatted(connection, between, push.seq()));
                }
            }
            position = Math.max(position, push.seq());
            checkPush(connection, push);
        }
    }

    private boolean wentOut(DeviceHistory person, ConnectionHistory connection, long seq) {
        @Nullable LogEntry entry = bySeq.get(seq);
        return entry != null && entry.from().equals(person.user()) && connection.hasSent(entry.clientId());
    }

    private void checkPush(ConnectionHistory connection, Push push) {
        @Nullable LogEntry entry = bySeq.get(push.seq());
        boolean isTrue = entry != null
                && entry.messageId().equals(push.messageId())
                && entry.from().equals(push.from())
                && (entry.content().equals(push.content()) || recalled.contains(push.seq()));
        if (!isTrue) {
            fault("%s got %s, where the log has %s".formatted(connection, push, entry));
        }
    }

    private void fault(String what) {
        faults.add(log.conversation() + " of " + log.customer() + ": " + what);
    }
}
