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

/** Compares a conversation's log with what its devices saw. Nothing may change meanwhile. */
final class ConsistencyChecker {
    private final ConversationLog log;
    private final List<DeviceHistory> devices;
    private final Map<Long, LogEntry> bySeq = new HashMap<>();
    private final Set<Long> recalled = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    private ConsistencyChecker(ConversationLog log, List<DeviceHistory> devices) {
        this.log = log;
        this.devices = devices;
        log.entries().forEach(entry -> bySeq.put(entry.seq(), entry));
        devices.forEach(device -> recalled.addAll(device.recalls(log.conversation())));
    }

    /** Descriptions of every broken promise of the service; empty if there is none. */
    static List<String> violations(ConversationLog log, List<DeviceHistory> devices) {
        ConsistencyChecker checker = new ConsistencyChecker(log, devices);
        checker.checkLog();
        devices.forEach(checker::checkSent);
        devices.forEach(checker::checkReceived);
        return checker.violations;
    }

    /** Seqs are 1, 2, 3 and so on, and each message of each sender occurs once. */
    private void checkLog() {
        long expected = 1;
        Map<String, Long> seen = new HashMap<>();
        for (LogEntry entry : log.entries()) {
            if (entry.seq() != expected) {
                violation("the log has seq %d instead of %d".formatted(entry.seq(), expected));
            }
            expected = entry.seq() + 1;
            if (entry.isOfSystem()) {
                if (!recalled.contains(entry.recalledSeq())) {
                    violation("%s refers to seq %d, which no client recalled".formatted(entry, entry.recalledSeq()));
                }
                continue;
            }
            @Nullable Long earlier = seen.put(entry.from() + " " + entry.clientId(), entry.seq());
            if (earlier != null) {
                violation("%s is stored twice, as %d and %d".formatted(entry.clientId(), earlier, entry.seq()));
            }
            checkSender(entry);
        }
    }

    private void checkSender(LogEntry entry) {
        boolean isKnown = devices.stream()
                .filter(device -> device.user().equals(entry.from()))
                .map(device -> device.sentMessage(entry.clientId()))
                .anyMatch(message -> message != null && isSame(message, entry));
        if (!isKnown) {
            violation("no client sent " + entry);
        }
    }

    private boolean isSame(SentMessage message, LogEntry entry) {
        return message.conversation().equals(log.conversation())
                && (message.content().equals(entry.content()) || recalled.contains(entry.seq()));
    }

    /** Every acknowledged message is stored under the seq that the ack names. */
    private void checkSent(DeviceHistory device) {
        Map<String, Acknowledgement> acknowledgements = device.acknowledgements();
        for (SentMessage message : device.sent().values()) {
            if (!message.conversation().equals(log.conversation())) {
                continue;
            }
            @Nullable Acknowledgement ack = acknowledgements.get(message.id());
            if (ack == null) {
                violation(message.id() + " was never acknowledged");
                continue;
            }
            @Nullable LogEntry entry = bySeq.get(ack.seq());
            boolean isStored = entry != null
                    && ack.conversation().equals(log.conversation())
                    && entry.clientId().equals(message.id())
                    && entry.messageId().equals(ack.messageId());
            if (!isStored) {
                violation("%s was acknowledged as %s, but the log has %s".formatted(message.id(), ack, entry));
            }
        }
    }

    private void checkReceived(DeviceHistory device) {
        List<Long> missing = device.missing(log.conversation(), log.last());
        if (!missing.isEmpty()) {
            violation("%s never received the seqs %s of %d".formatted(device.device(), missing, log.last()));
        }
        device.connections().forEach(connection -> checkConnection(device, connection));
    }

    /** Pushes are consecutive from the start, without the messages that were sent over this connection. */
    private void checkConnection(DeviceHistory device, ConnectionHistory connection) {
        @Nullable Long start = connection.start(log.conversation());
        if (start == null) {
            violation(connection + " was not told where the conversation starts");
            return;
        }
        long position = start;
        for (Push push : connection.pushes(log.conversation())) {
            if (push.seq() <= position) {
                violation("%s received %d after %d".formatted(connection, push.seq(), position));
            }
            for (long between = position + 1; between < push.seq(); between++) {
                if (!wasSentHere(device, connection, between)) {
                    violation("%s missed %d and received %d".formatted(connection, between, push.seq()));
                }
            }
            position = Math.max(position, push.seq());
            checkPush(connection, push);
        }
    }

    private boolean wasSentHere(DeviceHistory device, ConnectionHistory connection, long seq) {
        @Nullable LogEntry entry = bySeq.get(seq);
        return entry != null && entry.from().equals(device.user()) && connection.hasSent(entry.clientId());
    }

    private void checkPush(ConnectionHistory connection, Push push) {
        @Nullable LogEntry entry = bySeq.get(push.seq());
        boolean isCorrect = entry != null
                && entry.messageId().equals(push.messageId())
                && entry.from().equals(push.from())
                && (entry.content().equals(push.content()) || recalled.contains(push.seq()));
        if (!isCorrect) {
            violation("%s received %s, but the log has %s".formatted(connection, push, entry));
        }
    }

    private void violation(String description) {
        violations.add(log.conversation() + " of " + log.customer() + ": " + description);
    }
}
