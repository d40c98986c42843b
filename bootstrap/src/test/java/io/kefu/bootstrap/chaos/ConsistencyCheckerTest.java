package io.kefu.bootstrap.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chaos.ConnectionHistory.Push;
import io.kefu.bootstrap.chaos.ConversationLog.LogEntry;
import io.kefu.bootstrap.chaos.DeviceHistory.Acknowledgement;
import io.kefu.bootstrap.chaos.DeviceHistory.SentMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A check that finds nothing proves nothing, so here it gets something to find. */
class ConsistencyCheckerTest {
    private static final String CONVERSATION = "conv";

    private final DeviceHistory customer = new DeviceHistory("customer");
    private final DeviceHistory kefu = new DeviceHistory("kefu");
    private final List<LogEntry> entries = new ArrayList<>();
    private final ConnectionHistory page = new ConnectionHistory("the page's connection");
    private final ConnectionHistory console = new ConnectionHistory("the console's connection");

    /** The customer says 1 and 3, the kefu 2; each gets the other's. */
    @BeforeEach
    void talk() {
        customer.connection(page);
        kefu.connection(console);
        page.starts(CONVERSATION, 0);
        console.starts(CONVERSATION, 0);
        say(customer, page);
        get(kefu, console, 1);
        say(kefu, console);
        get(customer, page, 2);
        say(customer, page);
        get(kefu, console, 3);
    }

    private void say(DeviceHistory who, ConnectionHistory through) {
        SentMessage said = who.say(CONVERSATION, "support");
        through.sent(said.id());
        long seq = entries.size() + 1L;
        entries.add(new LogEntry(seq, "msg_" + seq, who.user(), said.content(), said.id(), 0));
        who.acknowledged(said.id(), new Acknowledgement(CONVERSATION, seq, "msg_" + seq));
    }

    private void get(DeviceHistory who, ConnectionHistory through, long seq) {
        LogEntry entry = entries.get((int) seq - 1);
        through.push(CONVERSATION, new Push(seq, entry.messageId(), entry.from(), entry.content()));
        who.hold(CONVERSATION, seq);
    }

    private List<String> faults() {
        List<String> faults = ConsistencyChecker.faults(
                new ConversationLog(CONVERSATION, "customer", entries), List.of(customer, kefu));
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
        ConnectionHistory second = new ConnectionHistory("another connection");
        second.starts(CONVERSATION, 1);
        customer.connection(second);
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
        LogEntry first = entries.getFirst();
        entries.add(new LogEntry(4, "msg_4", "customer", first.content(), first.clientId(), 0));
        assertThat(faults()).contains("customer-1 stands twice: at 1 and 4");
    }

    @Test
    void findsAHoleInTheLog() {
        entries.remove(1);
        assertThat(faults()).contains("the log has 3 where 2 is due");
    }

    @Test
    void findsAForeignMessage() {
        entries.add(new LogEntry(4, "msg_4", "customer", "never said", "customer-9", 0));
        assertThat(faults()).anyMatch(fault -> fault.startsWith("nobody said Entry[seq=4"));
    }

    @Test
    void findsWhatWasNeverAcknowledged() {
        customer.say(CONVERSATION, "support");
        assertThat(faults()).containsExactly("customer-3 was never acknowledged");
    }

    @Test
    void findsTwoAnswersToOneMessage() {
        customer.acknowledged("customer-1", new Acknowledgement(CONVERSATION, 3, "msg_3"));
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
        ConnectionHistory second = new ConnectionHistory("another connection");
        second.starts(CONVERSATION, 3);
        customer.connection(second);
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
        ConnectionHistory second = new ConnectionHistory("another connection");
        second.starts(CONVERSATION, 2);
        customer.connection(second);
        get(customer, second, 2);
        assertThat(faults()).containsExactly("another connection got 2 after 2");
    }

    @Test
    void findsAConversationThatWasNotTold() {
        customer.connection(new ConnectionHistory("another connection"));
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
        customer.recall(new Acknowledgement(CONVERSATION, 1, "msg_1"));
        entries.set(0, new LogEntry(1, "msg_1", "customer", "", "customer-1", 0));
        entries.add(new LogEntry(4, "msg_4", "system", "recalled", "", 1));
        get(customer, page, 4);
        get(kefu, console, 4);
        assertThat(faults()).isEmpty();
        entries.add(new LogEntry(5, "msg_5", "system", "recalled", "", 2));
        assertThat(faults()).anyMatch(fault -> fault.endsWith("is about 2, which nobody recalled"));
    }
}
