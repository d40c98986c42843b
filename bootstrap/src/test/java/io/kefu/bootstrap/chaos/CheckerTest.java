package io.kefu.bootstrap.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chaos.Ledger.Said;
import io.kefu.bootstrap.chaos.Ledger.Told;
import io.kefu.bootstrap.chaos.Log.Entry;
import io.kefu.bootstrap.chaos.Visit.Push;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A check that finds nothing proves nothing, so here it gets something to find. */
class CheckerTest {
    private static final String CONVERSATION = "conv";

    private final Ledger customer = new Ledger("customer");
    private final Ledger kefu = new Ledger("kefu");
    private final List<Entry> entries = new ArrayList<>();
    private final Visit page = new Visit("the page's connection");
    private final Visit console = new Visit("the console's connection");

    /** The customer says 1 and 3, the kefu 2; each gets the other's. */
    @BeforeEach
    void talk() {
        customer.visit(page);
        kefu.visit(console);
        page.starts(CONVERSATION, 0);
        console.starts(CONVERSATION, 0);
        say(customer, page);
        get(kefu, console, 1);
        say(kefu, console);
        get(customer, page, 2);
        say(customer, page);
        get(kefu, console, 3);
    }

    private void say(Ledger who, Visit through) {
        Said said = who.say(CONVERSATION, "support");
        through.sent(said.id());
        long seq = entries.size() + 1L;
        entries.add(new Entry(seq, "msg_" + seq, who.user(), said.content(), said.id(), 0));
        who.acknowledged(said.id(), new Told(CONVERSATION, seq, "msg_" + seq));
    }

    private void get(Ledger who, Visit through, long seq) {
        Entry entry = entries.get((int) seq - 1);
        through.push(CONVERSATION, new Push(seq, entry.messageId(), entry.from(), entry.content()));
        who.hold(CONVERSATION, seq);
    }

    private List<String> faults() {
        List<String> faults = Checker.faults(new Log(CONVERSATION, "customer", entries), List.of(customer, kefu));
        return faults.stream()
                .map(fault -> fault.substring((CONVERSATION + " of customer: ").length()))
                .toList();
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void takesWhatWentOutThroughAnotherConnection() {
        Visit second = new Visit("another connection");
        second.starts(CONVERSATION, 1);
        customer.visit(second);
        get(customer, second, 2);
        get(customer, second, 3);
        assertThat(faults()).isEmpty();
    }

    @Test
    void findsALostMessage() {
        entries.removeLast();
        assertThat(faults())
                .anyMatch(fault -> fault.startsWith("customer-2 was acknowledged as "))
                .anyMatch(fault -> fault.startsWith("the console's connection got Push[seq=3"));
    }

    @Test
    void findsADoubledMessage() {
        Entry first = entries.getFirst();
        entries.add(new Entry(4, "msg_4", "customer", first.content(), first.clientId(), 0));
        assertThat(faults()).contains("customer-1 stands twice: at 1 and 4");
    }

    @Test
    void findsAHoleInTheLog() {
        entries.remove(1);
        assertThat(faults()).contains("the log has 3 where 2 is due");
    }

    @Test
    void findsAForeignMessage() {
        entries.add(new Entry(4, "msg_4", "customer", "never said", "customer-9", 0));
        assertThat(faults()).anyMatch(fault -> fault.startsWith("nobody said Entry[seq=4"));
    }

    @Test
    void findsWhatWasNeverAcknowledged() {
        customer.say(CONVERSATION, "support");
        assertThat(faults()).containsExactly("customer-3 was never acknowledged");
    }

    @Test
    void findsTwoAnswersToOneMessage() {
        customer.acknowledged("customer-1", new Told(CONVERSATION, 3, "msg_3"));
        assertThat(customer.faults()).hasSize(1);
    }

    @Test
    void findsWhatDidNotArrive() {
        say(kefu, console);
        assertThat(faults()).containsExactly("customer never got [4] of 4");
    }

    @Test
    void findsAHoleWithinAConnectionThatAnotherOneFilled() {
        say(kefu, console);
        say(kefu, console);
        get(customer, page, 5);
        Visit second = new Visit("another connection");
        second.starts(CONVERSATION, 3);
        customer.visit(second);
        get(customer, second, 4);
        assertThat(faults()).containsExactly("the page's connection missed 4 and got 5");
    }

    @Test
    void findsARepeatWithinAConnection() {
        get(customer, page, 2);
        assertThat(faults()).containsExactly("the page's connection got 2 after 2");
    }

    @Test
    void findsWhatWasDeliveredBeforeTheConnection() {
        Visit second = new Visit("another connection");
        second.starts(CONVERSATION, 2);
        customer.visit(second);
        get(customer, second, 2);
        assertThat(faults()).containsExactly("another connection got 2 after 2");
    }

    @Test
    void findsAConversationThatWasNotTold() {
        customer.visit(new Visit("another connection"));
        assertThat(faults()).containsExactly("another connection was not told of the conversation");
    }

    @Test
    void findsAnInventedDelivery() {
        customer.report(CONVERSATION, 2);
        customer.startsAfter(CONVERSATION, 2);
        assertThat(customer.faults()).isEmpty();
        customer.startsAfter(CONVERSATION, 3);
        assertThat(customer.faults()).hasSize(1);
    }

    @Test
    void knowsWhatARecallLeavesBehind() {
        customer.recall(new Told(CONVERSATION, 1, "msg_1"));
        entries.set(0, new Entry(1, "msg_1", "customer", "", "customer-1", 0));
        entries.add(new Entry(4, "msg_4", "system", "recalled", "", 1));
        get(customer, page, 4);
        get(kefu, console, 4);
        assertThat(faults()).isEmpty();
        entries.add(new Entry(5, "msg_5", "system", "recalled", "", 2));
        assertThat(faults()).anyMatch(fault -> fault.endsWith("is about 2, which nobody recalled"));
    }
}
