package io.kefu.bootstrap.chaos;

import io.kefu.bootstrap.chaos.DeviceHistory.Acknowledgement;
import io.kefu.bootstrap.chaos.DeviceHistory.SentMessage;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A device of a user that sends messages and often loses its connection. It repeats unacknowledged messages over the next
 * connection, to either node, with the same client message id.
 */
final class ChaosClient implements Runnable {
    private static final int MOST_UNACKNOWLEDGED = 20;
    private static final int LONGEST_PAUSE_MILLIS = 60;
    private static final int LONGEST_BURST = 4;

    /** The longest time without an answer, when Redis hangs and several frames time out in turn. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final TwoNodeDeployment deployment;
    private final String token;
    private final List<Partner> partners;
    private final Random random;
    private final DeviceHistory history;
    private final ChaosSocket.Conversations conversations;
    private final MessageRecaller recaller;
    private volatile @Nullable ChaosSocket socket;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean sendsNewMessages = true;

    ChaosClient(
            HttpClient http,
            TwoNodeDeployment deployment,
            DeviceHistory history,
            String token,
            List<Partner> partners,
            boolean resumes,
            Random random,
            boolean recalls) {
        this.http = http;
        this.deployment = deployment;
        this.token = token;
        this.partners = partners;
        this.random = random;
        this.history = history;
        this.conversations = new ChaosSocket.Conversations(resumes, conversations(false), conversations(true));
        this.recaller = new MessageRecaller(recalls, token, history, random);
    }

    /** A user to whom this one writes, and the conversation of the two. */
    record Partner(String conversation, String address, boolean isColleague) {}

    private List<String> conversations(boolean withColleagues) {
        return partners.stream()
                .filter(partner -> partner.isColleague == withColleagues)
                .map(Partner::conversation)
                .toList();
    }

    DeviceHistory history() {
        return history;
    }

    boolean takesPart(String conversation) {
        return partners.stream().anyMatch(partner -> partner.conversation.equals(conversation));
    }

    /** Sends no new messages from now on, and keeps its connection. */
    void stopNewMessages() {
        sendsNewMessages = false;
    }

    /** Sends one more message to every partner, unless the connection leads to this node. */
    void sendLastMessages(URI excluded) throws InterruptedException {
        ChaosSocket now = socket;
        if (now != null && !now.isOver() && !now.leadsTo(excluded)) {
            for (Partner partner : partners) {
                now.send(history.newMessage(partner.conversation, partner.address));
            }
        }
    }

    /** Ends the connection, after which the client opens another one. */
    void cut() {
        ChaosSocket now = socket;
        if (now != null) {
            now.cut();
        }
    }

    void end() {
        ended.countDown();
    }

    /** The history of the open connection; null if none is open. */
    @Nullable
    ConnectionHistory connection() {
        ChaosSocket now = socket;
        return now == null || now.isOver() ? null : now.connection();
    }

    @Override
    public void run() {
        try {
            do {
                step();
            } while (!ended.await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            history.violation("stopped with " + e);
        }
        cut();
    }

    private void step() throws InterruptedException {
        ChaosSocket now = socket;
        if (now == null || now.isOver()) {
            ChaosSocket opened = ChaosSocket.open(http, deployment.any(random), token, history, conversations);
            socket = opened;
            if (opened != null) {
                sendAll(opened, history.unacknowledged());
            }
            return;
        }
        for (SentMessage again = now.nextRefused(); again != null; again = now.nextRefused()) {
            now.send(again);
        }
        if (!history.unacknowledged().isEmpty() && now.silence().compareTo(PATIENCE) > 0) {
            now.cut();
        } else if (sendsNewMessages) {
            act(now);
        }
    }

    private void act(ChaosSocket now) throws InterruptedException {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> sendBurst(now);
            case 9, 10, 11, 12 -> {
                Partner partner = anyPartner();
                long reach = history.reach(partner.conversation);
                // A pair's conversation begins with its first message.
                if (!conversations.resumes() && reach > 0) {
                    now.delivered(partner.conversation, reach);
                }
            }
            case 13 -> now.cut();
            case 14 -> sendOverHttp();
            case 15 -> recaller.recall(new Api(deployment.any(random)));
            default -> {
                // The client does nothing in this step.
            }
        }
    }

    private void sendBurst(ChaosSocket now) throws InterruptedException {
        int count = 1 + random.nextInt(LONGEST_BURST);
        for (int i = 0; i < count && history.unacknowledged().size() < MOST_UNACKNOWLEDGED; i++) {
            now.send(newMessage());
        }
        if (random.nextInt(8) == 0) {
            // The connection ends before the acks can have arrived.
            now.cut();
        }
    }

    private void sendAll(ChaosSocket now, List<SentMessage> messages) throws InterruptedException {
        for (SentMessage message : messages) {
            now.send(message);
        }
    }

    /** Sends over HTTP: a new message, or one that is still unacknowledged on a socket. */
    private void sendOverHttp() {
        List<SentMessage> waiting = history.unacknowledged();
        SentMessage message = waiting.isEmpty() ? newMessage() : waiting.get(random.nextInt(waiting.size()));
        String body = "{\"to_user_id\": \"%s\", \"content\": \"%s\", \"client_msg_id\": \"%s\"}"
                .formatted(message.to(), message.content(), message.id());
        try {
            Answer answer = new Api(deployment.any(random)).post(token, "/api/messages/send", body);
            if (answer.status() == 200) {
                long seq = answer.node("seq").getLongValue();
                history.acknowledge(
                        message.id(),
                        new Acknowledgement(answer.text("conversation_id"), seq, answer.text("message_id")));
            } else if (answer.status() != 503) {
                history.violation("a send over HTTP was refused: " + answer);
            }
        } catch (UncheckedIOException e) {
            // The node is down; the message is sent again with the next connection.
        }
    }

    private SentMessage newMessage() {
        Partner partner = anyPartner();
        return history.newMessage(partner.conversation, partner.address);
    }

    private Partner anyPartner() {
        return partners.get(random.nextInt(partners.size()));
    }
}
