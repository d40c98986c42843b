package io.kefu.bootstrap.chaos;

import io.kefu.bootstrap.chaos.Ledger.Said;
import io.kefu.bootstrap.chaos.Ledger.Told;
import io.kefu.bootstrap.chaos.Log.Entry;
import io.kefu.bootstrap.chaos.Visit.Push;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what a conversation's people saw against its log, when all is quiet. */
final class Checker {
    private final Log log;
    private final List<Ledger> people;
    private final Map<Long, Entry> bySeq = new HashMap<>();
    private final Set<Long> recalled = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private Checker(Log log, List<Ledger> people) {
        this.log = log;
        this.people = people;
        log.entries().forEach(entry -> bySeq.put(entry.seq(), entry));
        people.forEach(person -> recalled.addAll(person.recalls(log.conversation())));
    }

    /** What contradicts the service's promises; nothing if it kept them. */
    static List<String> faults(Log log, List<Ledger> people) {
        Checker checker = new Checker(log, people);
        checker.checkLog();
        people.forEach(checker::checkSent);
        people.forEach(checker::checkReceived);
        return checker.faults;
    }

    /** 1, 2, 3…, and each message of each sender once. */
    private void checkLog() {
        long expected = 1;
        Map<String, Long> seen = new HashMap<>();
        for (Entry entry : log.entries()) {
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

    private void checkSaid(Entry entry) {
        boolean isKnown = people.stream()
                .filter(person -> person.user().equals(entry.from()))
                .map(person -> person.said(entry.clientId()))
                .anyMatch(said -> said != null && isSame(said, entry));
        if (!isKnown) {
            fault("nobody said " + entry);
        }
    }

    private boolean isSame(Said said, Entry entry) {
        return said.conversation().equals(log.conversation())
                && (said.content().equals(entry.content()) || recalled.contains(entry.seq()));
    }

    /** Whatever was acknowledged stands where the acknowledgement says. */
    private void checkSent(Ledger person) {
        Map<String, Told> told = person.told();
        for (Said said : person.said().values()) {
            if (!said.conversation().equals(log.conversation())) {
                continue;
            }
            @Nullable Told ack = told.get(said.id());
            if (ack == null) {
                fault(said.id() + " was never acknowledged");
                continue;
            }
            @Nullable Entry entry = bySeq.get(ack.seq());
            boolean stands = entry != null
                    && ack.conversation().equals(log.conversation())
                    && entry.clientId().equals(said.id())
                    && entry.messageId().equals(ack.messageId());
            if (!stands) {
                fault("%s was acknowledged as %s, where the log has %s".formatted(said.id(), ack, entry));
            }
        }
    }

    private void checkReceived(Ledger person) {
        List<Long> missing = person.missing(log.conversation(), log.last());
        if (!missing.isEmpty()) {
            fault("%s never got %s of %d".formatted(person.device(), missing, log.last()));
        }
        person.visits().forEach(visit -> checkVisit(person, visit));
    }

    /** From where it starts: each next one, but for those that went out through this very connection. */
    private void checkVisit(Ledger person, Visit visit) {
        @Nullable Long start = visit.start(log.conversation());
        if (start == null) {
            fault(visit + " was not told of the conversation");
            return;
        }
        long position = start;
        for (Push push : visit.pushes(log.conversation())) {
            if (push.seq() <= position) {
                fault("%s got %d after %d".formatted(visit, push.seq(), position));
            }
            for (long between = position + 1; between < push.seq(); between++) {
                if (!wentOut(person, visit, between)) {
                    fault("%s missed %d and got %d".formatted(visit, between, push.seq()));
                }
            }
            position = Math.max(position, push.seq());
            checkPush(visit, push);
        }
    }

    private boolean wentOut(Ledger person, Visit visit, long seq) {
        @Nullable Entry entry = bySeq.get(seq);
        return entry != null && entry.from().equals(person.user()) && visit.hasSent(entry.clientId());
    }

    private void checkPush(Visit visit, Push push) {
        @Nullable Entry entry = bySeq.get(push.seq());
        boolean isTrue = entry != null
                && entry.messageId().equals(push.messageId())
                && entry.from().equals(push.from())
                && (entry.content().equals(push.content()) || recalled.contains(push.seq()));
        if (!isTrue) {
            fault("%s got %s, where the log has %s".formatted(visit, push, entry));
        }
    }

    private void fault(String what) {
        faults.add(log.conversation() + " of " + log.customer() + ": " + what);
    }
}
