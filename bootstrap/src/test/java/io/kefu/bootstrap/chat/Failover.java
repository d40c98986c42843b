package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.House.Person;
import io.kefu.domain.conversation.ConversationId;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A chat in whose midst the store fails. */
final class Failover {
    private static final Duration BACK_IN = Duration.ofSeconds(60);

    private Failover() {}

    /**
     * Two people talk over sockets that stay open. Who repeats a send until it is acknowledged has sent one message.
     *
     * @param failure ends what serves this conversation, which another server knows by heart
     */
    static void inTheMidstOfAChat(House house, Consumer<ConversationId> failure) {
        Person kefu = house.kefu();
        Person customer = house.customer();
        try (ChatClient console = house.connect(kefu);
                ChatClient page = house.connect(customer)) {
            page.say("support", "before");
            JsonNode ack = page.await("ack");
            assertThat(number(ack, "seq")).isEqualTo(1);
            assertThat(text(console.await("message"), "content")).isEqualTo("before");
            for (ChatClient client : List.of(page, console)) {
                client.sendText("{\"type\":\"delivered\",\"id\":1,\"data\":{\"conversation_id\":\"%s\",\"seq\":1}}"
                        .formatted(text(ack, "conversation_id")));
                client.await("receipt", receipt -> number(receipt, "delivered_seq") == 1);
            }

            failure.accept(new ConversationId(text(ack, "conversation_id")));
            assertThat(number(sendUntilAcknowledged(page, "support", "during"), "seq"))
                    .isEqualTo(2);
            // The new master may lack what the old one had acknowledged: nobody may mistake its seqs for the old ones.
            JsonNode reset =
                    console.await("notification", data -> text(data, "event").equals("conversation_reset"));
            assertThat(text(reset.get("conversation"), "epoch")).endsWith(".1");
            assertThat(text(console.await("message"), "content")).isEqualTo("during");

            sendUntilAcknowledged(console, customer.id(), "after");
            // What is above the delivered seq may come again after that, even one's own.
            page.await("message", message -> text(message, "content").equals("after"));
            sendUntilAcknowledged(page, "support", "at last");
            assertThat(text(console.await("message"), "content")).isEqualTo("at last");
        }
    }

    private static JsonNode sendUntilAcknowledged(ChatClient client, String to, String content) {
        Instant deadline = Instant.now().plus(BACK_IN);
        while (true) {
            client.send("message", Map.of("to_user_id", to, "content", content, "client_msg_id", content));
            JsonNode frame = client.next();
            while (!text(frame, "type").equals("ack") && !text(frame, "type").equals("error")) {
                frame = client.next();
            }
            JsonNode data = requireNonNull(frame.get("data"));
            if (text(frame, "type").equals("ack")) {
                return data;
            }
            assertThat(text(data, "code")).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(Instant.now()).isBefore(deadline);
        }
    }
}
