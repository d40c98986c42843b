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

/** Gives the checker histories with one defect each, to prove that it reports them. */
class ConsistencyCheckerTest {
    private static final String CONVERSATION = "conv";

    private final DeviceHistory customer = new DeviceHistory("customer");
    private final DeviceHistory kefu = new DeviceHistory("kefu");
    private final List<LogEntry> entries = new ArrayList<>();
    private final ConnectionHistory page = new ConnectionHistory("the page's connection");
    private final ConnectionHistory console = new ConnectionHistory("the console's connection");

    /** The customer sends 1 and 3, the kefu sends 2, and each receives the other's messages. */
    @BeforeEach
    void exchangeMessages() {
        customer.add(page);
        kefu.add(console);
        page.starts(CONVERSATION, 0);
        console.starts(CONVERSATION, 0);
        send(customer, page);
        receive(kefu, console, 1);
        send(kefu, console);
        receive(customer, page, 2);
        send(customer, page);
        receive(kefu, console, 3);
    }

    private void send(DeviceHistory device, ConnectionHistory connection) {
        SentMessage message = device.newMessage(CONVERSATION, "support");
        connection.sent(message.id());
        long seq = entries.size() + 1L;
        entries.add(new LogEntry(seq, "msg_" + seq, device.user(), message.content(), message.id(), 0));
        device.acknowledge(message.id(), new Acknowledgement(CONVERSATION, seq, "msg_" + seq));
    }

    private void receive(DeviceHistory device, ConnectionHistory connection, long seq) {
        LogEntry entry = entries.get((int) seq - 1);
        connection.push(CONVERSATION, new Push(seq, entry.messageId(), entry.from(), entry.content()));
        device.receive(CONVERSATION, seq);
    }

    private List<String> violations() {
        List<String> violations = ConsistencyChecker.violations(
                new ConversationLog(CONVERSATION, "customer", entries), List.of(customer, kefu));
        return violations.stream()
                .map(violation -> violation.substring((CONVERSATION + " of customer: ").length()))
                .toList();
    }

    @Test
    void reportsNothingForConsistentHistories() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void acceptsPushesOfMessagesThatWereSentOverAnotherConnection() {
        ConnectionHistory second = new ConnectionHistory("another connection");
        second.starts(CONVERSATION, 1);
        customer.add(second);
        receive(customer, second, 2);
        receive(customer, second, 3);
        assertThat(violations()).isEmpty();
    }

    @Test
    void reportsALostMessage() {
        entries.removeLast();
        assertThat(violations())
                .anyMatch(violation -> violation.startsWith("customer-2 was acknowledged as "))
                .anyMatch(violation -> violation.startsWith("the console's connection received Push[seq=3"));
    }

    @Test
    void reportsAMessageThatIsStoredTwice() {
        LogEntry first = entries.getFirst();
        entries.add(new LogEntry(4, "msg_4", "customer", first.content(), first.clientId(), 0));
        assertThat(violations()).contains("customer-1 is stored twice, as 1 and 4");
    }

    @Test
    void reportsAGapInTheLog() {
        entries.remove(1);
        assertThat(violations()).contains("the log has seq 3 instead of 2");
    }

    @Test
    void reportsAMessageThatNoClientSent() {
        entries.add(new LogEntry(4, "msg_4", "customer", "never sent", "customer-9", 0));
        assertThat(violations()).anyMatch(violation -> violation.startsWith("no client sent LogEntry[seq=4"));
    }

    @Test
    void reportsAMessageThatWasNeverAcknowledged() {
        customer.newMessage(CONVERSATION, "support");
        assertThat(violations()).containsExactly("customer-3 was never acknowledged");
    }

    @Test
    void reportsTwoDifferentAcksOfAMessage() {
        customer.acknowledge("customer-1", new Acknowledgement(CONVERSATION, 3, "msg_3"));
        assertThat(customer.violations()).hasSize(1);
    }

    @Test
    void reportsAMessageThatWasNeverReceived() {
        send(kefu, console);
        assertThat(violations()).containsExactly("customer never received the seqs [4] of 4");
    }

    @Test
    void reportsAGapInAConnectionThatAnotherConnectionFilled() {
        send(kefu, console);
        send(kefu, console);
        receive(customer, page, 5);
        ConnectionHistory second = new ConnectionHistory("another connection");
        second.starts(CONVERSATION, 3);
        customer.add(second);
        receive(customer, second, 4);
        assertThat(violations()).containsExactly("the page's connection missed 4 and received 5");
    }

    @Test
    void reportsAPushThatIsRepeatedOnAConnection() {
        receive(customer, page, 2);
        assertThat(violations()).containsExactly("the page's connection received 2 after 2");
    }

    @Test
    void reportsAPushFromBeforeTheStartOfTheConnection() {
        ConnectionHistory second = new ConnectionHistory("another connection");
        second.starts(CONVERSATION, 2);
        customer.add(second);
        receive(customer, second, 2);
        assertThat(violations()).containsExactly("another connection received 2 after 2");
    }

    @Test
    void reportsAConversationWithoutAStart() {
        customer.add(new ConnectionHistory("another connection"));
        assertThat(violations()).containsExactly("another connection was not told where the conversation starts");
    }

    @Test
    void reportsADeliveryThatWasNeverReported() {
        customer.report(CONVERSATION, 2);
        customer.checkStart(CONVERSATION, 2);
        assertThat(customer.violations()).isEmpty();
        customer.checkStart(CONVERSATION, 3);
        assertThat(customer.violations()).hasSize(1);
    }

    @Test
    void acceptsTheSystemEntryOfARecall() {
        customer.recall(new Acknowledgement(CONVERSATION, 1, "msg_1"));
        entries.set(0, new LogEntry(1, "msg_1", "customer", "", "customer-1", 0));
        entries.add(new LogEntry(4, "msg_4", "system", "recalled", "", 1));
        receive(customer, page, 4);
        receive(kefu, console, 4);
        assertThat(violations()).isEmpty();
        entries.add(new LogEntry(5, "msg_5", "system", "recalled", "", 2));
        assertThat(violations()).anyMatch(violation -> violation.endsWith("refers to seq 2, which no client recalled"));
    }
}
