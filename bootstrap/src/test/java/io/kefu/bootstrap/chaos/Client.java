package io.kefu.bootstrap.chaos;

import io.kefu.bootstrap.chaos.Ledger.Said;
import io.kefu.bootstrap.chaos.Ledger.Told;
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
final class Client implements Runnable {
    private static final int MOST_UNACKNOWLEDGED = 20;
    private static final int LONGEST_PAUSE = 60;
    private static final int LONGEST_BURST = 4;

    /** How long an answer may take while Redis hangs and frame after frame times out. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Cluster cluster;
    private final String token;
    private final List<Partner> partners;
    private final Random random;
    private final Ledger ledger;
    private final Line.Places places;
    private final Recaller recaller;
    private volatile @Nullable Line line;
    private volatile boolean calm;
    private volatile boolean done;

    Client(
            HttpClient http,
            Cluster cluster,
            Ledger ledger,
            String token,
            List<Partner> partners,
            boolean resumes,
            Random random,
            boolean recalls) {
        this.http = http;
        this.cluster = cluster;
        this.token = token;
        this.partners = partners;
        this.random = random;
        this.ledger = ledger;
        this.places = new Line.Places(resumes, conversations(false), conversations(true));
        this.recaller = new Recaller(recalls, token, ledger, random);
    }

    /** To whom the user writes, and where that ends up. */
    record Partner(String conversation, String address, boolean isColleague) {}

    private List<String> conversations(boolean withColleagues) {
        return partners.stream()
                .filter(partner -> partner.isColleague == withColleagues)
                .map(Partner::conversation)
                .toList();
    }

    Ledger ledger() {
        return ledger;
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
        Line now = line;
        if (now != null && !now.isOver() && !now.leadsTo(butNotTo)) {
            for (Partner partner : partners) {
                now.say(ledger.say(partner.conversation, partner.address));
            }
        }
    }

    /** Connects anew. */
    void cut() {
        Line now = line;
        if (now != null) {
            now.cut();
        }
    }

    void end() {
        done = true;
    }

    /** What goes over the connection that is open now; null for none. */
    @Nullable
    Visit visit() {
        Line now = line;
        return now == null || now.isOver() ? null : now.visit();
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
            ledger.fault("gave up: " + e);
        }
        cut();
    }

    private void step() throws InterruptedException {
        Line now = line;
        if (now == null || now.isOver()) {
            Line opened = Line.open(http, cluster.any(random), token, ledger, places);
            line = opened;
            if (opened != null) {
                sayAll(opened, ledger.unacknowledged());
            }
            return;
        }
        for (Said again = now.nextRefused(); again != null; again = now.nextRefused()) {
            now.say(again);
        }
        if (!ledger.unacknowledged().isEmpty() && now.silence().compareTo(PATIENCE) > 0) {
            now.cut();
        } else if (!calm) {
            act(now);
        }
    }

    private void act(Line now) throws InterruptedException {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> talk(now);
            case 9, 10, 11, 12 -> {
                Partner partner = anyPartner();
                long reach = ledger.reach(partner.conversation);
                // A pair's conversation begins with its first message.
                if (!places.resumes() && reach > 0) {
                    now.delivered(partner.conversation, reach);
                }
            }
            case 13 -> now.cut();
            case 14 -> sayOverHttp();
            case 15 -> recaller.recall(new Api(cluster.any(random)));
            default -> {
                // People also think.
            }
        }
    }

    private void talk(Line now) throws InterruptedException {
        int count = 1 + random.nextInt(LONGEST_BURST);
        for (int i = 0; i < count && ledger.unacknowledged().size() < MOST_UNACKNOWLEDGED; i++) {
            now.say(newMessage());
        }
        if (random.nextInt(8) == 0) {
            // Before the answers can have come.
            now.cut();
        }
    }

    private void sayAll(Line now, List<Said> messages) throws InterruptedException {
        for (Said message : messages) {
            now.say(message);
        }
    }

    /** The other door leads to the same log: something new, or what is under way through a socket at this moment. */
    private void sayOverHttp() {
        List<Said> waiting = ledger.unacknowledged();
        Said message = waiting.isEmpty() ? newMessage() : waiting.get(random.nextInt(waiting.size()));
        String body = "{\"to_user_id\": \"%s\", \"content\": \"%s\", \"client_msg_id\": \"%s\"}"
                .formatted(message.to(), message.content(), message.id());
        try {
            Answer answer = new Api(cluster.any(random)).post(token, "/api/messages/send", body);
            if (answer.status() == 200) {
                long seq = answer.node("seq").getLongValue();
                ledger.acknowledged(
                        message.id(), new Told(answer.text("conversation_id"), seq, answer.text("message_id")));
            } else if (answer.status() != 503) {
                ledger.fault("a send over HTTP was refused: " + answer);
            }
        } catch (UncheckedIOException e) {
            // The node is down; the message is sent again with the next connection.
        }
    }

    private Said newMessage() {
        Partner partner = anyPartner();
        return ledger.say(partner.conversation, partner.address);
    }

    private Partner anyPartner() {
        return partners.get(random.nextInt(partners.size()));
    }
}
