package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The socket of a kefu with one customer. Fails if an entry of the conversation is pushed twice. */
record TransferSocket(ChatClient client, Set<Long> receivedSeqs) implements AutoCloseable {

    TransferSocket(ChatClient client) {
        this(client, new HashSet<>());
    }

    /** The data of the next notification with this event. */
    JsonNode event(String event) {
        return data("notification", data -> text(data, "event").equals(event));
    }

    /** The data of the next frame of this type that the predicate accepts. */
    JsonNode data(String type, Predicate<JsonNode> wanted) {
        while (true) {
            JsonNode frame = client.next();
            JsonNode data = requireNonNull(frame.get("data"));
            checkFirstPush(frame);
            if (text(frame, "type").equals(type) && wanted.test(data)) {
                return data;
            }
        }
    }

    /** The seqs of the next messages, up to the one with this content. */
    List<Long> until(String content) {
        List<Long> seqs = new ArrayList<>();
        String last;
        do {
            JsonNode message = data("message", data -> true);
            seqs.add(number(message, "seq"));
            last = text(message, "content");
        } while (!last.equals(content));
        return seqs;
    }

    private void checkFirstPush(JsonNode frame) {
        if (text(frame, "type").equals("message")) {
            long seq = number(requireNonNull(frame.get("data")), "seq");
            assertThat(receivedSeqs.add(seq))
                    .as("seq %d is pushed for the first time", seq)
                    .isTrue();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
