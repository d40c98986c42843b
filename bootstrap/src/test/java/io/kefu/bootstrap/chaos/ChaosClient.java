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
import org.jspecify.annotations.Nullable;

/**
 * A user who talks, and loses the net again and again. Whatever was not acknowledged is sent again, on whichever node,
 * under the same client message id.
 */
final class ChaosClient implements Runnable {
    private static final int MOST_UNACKNOWLEDGED = 20;
    private static final int LONGEST_PAUSE = 60;
    private static final int LONGEST_BURST = 4;

    /** How long an answer may take while Redis hangs and frame after frame times out. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final TwoNodeDeployment deployment;
    private final String token;
    private final List<Partner> partners;
    private final Random random;
    private final DeviceHistory history;
    private final ChaosSocket.Places places;
    private final MessageRecaller recaller;
    private volatile @Nullable ChaosSocket socket;
    private volatile boolean calm;
    private volatile boolean done;

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
        this.places = new ChaosSocket.Places(resumes, conversations(false), conversations(true));
        this.recaller = new MessageRecaller(recalls, token, history, random);
    }

    /** To whom the user writes, and where that ends up. */
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

    /** Says nothing new any more, and cuts nothing. */
    void calmDown() {
        calm = true;
    }

    /** Says one thing more to everybody, unless it would go to this node. */
    void lastWords(URI butNotTo) throws InterruptedException {
        ChaosSocket now = socket;
        if (now != null && !now.isOver() && !now.leadsTo(butNotTo)) {
            for (Partner partner : partners) {
                now.say(history.say(partner.conversation, partner.address));
            }
        }
    }

    /** Connects anew. */
    void cut() {
        ChaosSocket now = socket;
        if (now != null) {
            now.cut();
        }
    }

    void end() {
        done = true;
    }

    /** What goes over the connection that is open now; null for none. */
    @Nullable
    ConnectionHistory connection() {
        ChaosSocket now = socket;
        return now == null || now.isOver() ? null : now.connection();
    }

    @Override
    public void run() {
        try {
            while (!done) {
                step();
                Thread.sleep(random.nextInt(LONGEST_PAUSE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            history.fault("gave up: " + e);
        }
        cut();
    }

    private void step() throws InterruptedException {
        ChaosSocket now = socket;
        if (now == null || now.isOver()) {
            ChaosSocket opened = ChaosSocket.open(http, deployment.any(random), token, history, places);
            socket = opened;
            if (opened != null) {
                sayAll(opened, history.unacknowledged());
            }
            return;
        }
        for (SentMessage again = now.nextRefused(); again != null; again = now.nextRefused()) {
            now.say(again);
        }
        if (!history.unacknowledged().isEmpty() && now.silence().compareTo(PATIENCE) > 0) {
            now.cut();
        } else if (!calm) {
            act(now);
        }
    }

    private void act(ChaosSocket now) throws InterruptedException {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> talk(now);
            case 9, 10, 11, 12 -> {
                Partner partner = anyPartner();
                long reach = history.reach(partner.conversation);
                // A pair's conversation begins with its first message.
                if (!places.resumes() && reach > 0) {
                    now.delivered(partner.conversation, reach);
                }
            }
            case 13 -> now.cut();
            case 14 -> sayOverHttp();
            case 15 -> recaller.recall(new Api(deployment.any(random)));
            default -> {
                // People also think.
            }
        }
    }

    private void talk(ChaosSocket now) throws InterruptedException {
        int count = 1 + random.nextInt(LONGEST_BURST);
        for (int i = 0; i < count && history.unacknowledged().size() < MOST_UNACKNOWLEDGED; i++) {
            now.say(newMessage());
        }
        if (random.nextInt(8) == 0) {
            // Before the answers can have come.
            now.cut();
        }
    }

    private void sayAll(ChaosSocket now, List<SentMessage> messages) throws InterruptedException {
        for (SentMessage message : messages) {
            now.say(message);
        }
    }

    /** The other door leads to the same log: something new, or what is under way through a socket at this moment. */
    private void sayOverHttp() {
        List<SentMessage> waiting = history.unacknowledged();
        SentMessage message = waiting.isEmpty() ? newMessage() : waiting.get(random.nextInt(waiting.size()));
        String body = "{\"to_user_id\": \"%s\", \"content\": \"%s\", \"client_msg_id\": \"%s\"}"
                .formatted(message.to(), message.content(), message.id());
        try {
            Answer answer = new Api(deployment.any(random)).post(token, "/api/messages/send", body);
            if (answer.status() == 200) {
                long seq = answer.node("seq").getLongValue();
                history.acknowledged(
                        message.id(),
                        new Acknowledgement(answer.text("conversation_id"), seq, answer.text("message_id")));
            } else if (answer.status() != 503) {
                history.fault("a send over HTTP was refused: " + answer);
            }
        } catch (UncheckedIOException e) {
            // The node is down; the message is sent again with the next connection.
        }
    }

    private SentMessage newMessage() {
        Partner partner = anyPartner();
        return history.say(partner.conversation, partner.address);
    }

    private Partner anyPartner() {
        return partners.get(random.nextInt(partners.size()));
    }
}
