package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.domain.conversation.ConversationId;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A chat in whose midst the store fails. */
final class FailoverScenarios {
    private static final Duration BACK_IN = Duration.ofSeconds(60);

    private FailoverScenarios() {}

    /**
     * Two people talk over sockets that stay open. Who repeats a send until it is acknowledged has sent one message.
     *
     * @param failure ends what serves this conversation, which another server knows by heart
     */
    static void inTheMidstOfAChat(ChatNode node, Consumer<ConversationId> failure) {
        try (Chat chat = new Chat(node)) {
            failure.accept(chat.conversation);
            assertThat(number(sendUntilAcknowledged(chat.page, "support", "during"), "seq"))
                    .isEqualTo(2);
            // The new master may lack what the old one had acknowledged: nobody may mistake its seqs for the old ones.
            assertThat(text(reset(chat.console), "epoch")).endsWith(".1");
            assertThat(text(chat.console.await("message"), "content")).isEqualTo("during");

            sendUntilAcknowledged(chat.console, chat.customer.id(), "after");
            // What is above the delivered seq may come again after that, even one's own.
            chat.page.await("message", message -> text(message, "content").equals("after"));
            sendUntilAcknowledged(chat.page, "support", "at last");
            assertThat(text(chat.console.await("message"), "content")).isEqualTo("at last");
        }
    }

    /**
     * What was acknowledged last is gone. Everybody is told, without asking; seqs are given out again, and in the end all see
     * the same.
     *
     * @param lag lets the other server get nothing more of this conversation
     * @param failure ends what serves it
     */
    static void thatLosesTheTail(ChatNode node, Consumer<ConversationId> lag, Consumer<ConversationId> failure) {
        try (Chat chat = new Chat(node)) {
            lag.accept(chat.conversation);
            List<JsonNode> lost = Stream.of("lost 1", "lost 2", "lost 3")
                    .map(content -> sendUntilAcknowledged(chat.page, "support", content))
                    .toList();
            assertThat(seqs(lost)).containsExactly(2L, 3L, 4L);
            assertThat(seqs(chat.console.messages(3))).containsExactly(2L, 3L, 4L);
            reach(chat.console, chat.conversation, 4);

            failure.accept(chat.conversation);
            for (ChatClient client : List.of(chat.page, chat.console)) {
                JsonNode reset = reset(client);
                assertThat(text(reset, "epoch")).endsWith(".1");
                assertThat(number(reset, "last_seq")).isEqualTo(1);
            }
            JsonNode fresh = sendUntilAcknowledged(chat.page, "support", "new");
            assertThat(number(fresh, "seq")).isEqualTo(2);
            assertThat(ids(lost)).doesNotContain(text(fresh, "message_id"));
            assertThat(text(chat.console.await("message"), "message_id")).isEqualTo(text(fresh, "message_id"));
            for (TestUser person : List.of(chat.customer, chat.kefu)) {
                assertThat(contents(returning(node, person, chat.conversation, 4, 1)))
                        .containsExactly("new");
            }
            // Who sees that it is gone may say it again.
            assertThat(number(sendUntilAcknowledged(chat.page, "support", "lost 1"), "seq"))
                    .isEqualTo(3);
            assertThat(text(chat.console.await("message"), "content")).isEqualTo("lost 1");
            sendUntilAcknowledged(chat.console, chat.customer.id(), "answer");
            assertThat(number(
                            chat.page.await(
                                    "message",
                                    message -> text(message, "content").equals("answer")),
                            "seq"))
                    .isEqualTo(4);
            chat.assertBothSee(node, "before", "new", "lost 1", "answer");
        }
    }

    /**
     * What no other server has is not acknowledged. Who repeats it has said it once in the end.
     *
     * @param lag lets the other server get nothing more of this conversation
     * @param failure ends what serves it
     * @param help gives the server that took over another one to replicate to
     */
    static void thatLosesWhatWasRefused(
            ChatNode node, Consumer<ConversationId> lag, Consumer<ConversationId> failure, Runnable help) {
        try (Chat chat = new Chat(node)) {
            lag.accept(chat.conversation);
            chat.page.say("support", "doubtful", "doubtful");
            assertThat(text(chat.page.await("error"), "code")).isEqualTo("SERVICE_UNAVAILABLE");
            Api.Answer refusal = new Api(node.uri())
                    .post(
                            chat.customer.token(),
                            "/api/messages/send",
                            "{\"to_user_id\": \"support\", \"content\": \"doubtful\", \"client_msg_id\": \"doubtful\"}");
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.response().headers().firstValue("Retry-After")).isPresent();

            failure.accept(chat.conversation);
            reset(chat.page);
            reset(chat.console);
            help.run();
            assertThat(number(sendUntilAcknowledged(chat.page, "support", "doubtful"), "seq"))
                    .isEqualTo(2);
            assertThat(text(chat.console.await("message"), "content")).isEqualTo("doubtful");
            chat.assertBothSee(node, "before", "doubtful");
        }
    }

    /** A customer and a kefu at their sockets, with one message that both sides have. */
    private static final class Chat implements AutoCloseable {
        private final TestUser kefu;
        private final TestUser customer;
        private final ChatClient console;
        private final ChatClient page;
        private final ConversationId conversation;

        Chat(ChatNode node) {
            kefu = node.kefu();
            customer = node.customer();
            console = node.connect(kefu);
            page = node.connect(customer);
            page.say("support", "before");
            JsonNode ack = page.await("ack");
            conversation = new ConversationId(text(ack, "conversation_id"));
            assertThat(number(ack, "seq")).isEqualTo(1);
            assertThat(text(console.await("message"), "content")).isEqualTo("before");
            reach(page, conversation, 1);
            reach(console, conversation, 1);
        }

        /** That the conversation is this, and nothing else. */
        void assertBothSee(ChatNode node, String... contents) {
            for (TestUser person : List.of(customer, kefu)) {
                assertThat(contents(returning(node, person, conversation, 0, contents.length)))
                        .containsExactly(contents);
            }
        }

        @Override
        public void close() {
            console.close();
            page.close();
        }
    }

    private static void reach(ChatClient client, ConversationId conversation, long seq) {
        client.sendText("{\"type\":\"delivered\",\"id\":1,\"data\":{\"conversation_id\":\"%s\",\"seq\":%d}}"
                .formatted(conversation, seq));
        client.await("receipt", receipt -> number(receipt, "delivered_seq") == seq);
    }

    private static JsonNode reset(ChatClient client) {
        return requireNonNull(
                client.await("notification", data -> text(data, "event").equals("conversation_reset"))
                        .get("conversation"));
    }

    /** What a device gets that comes back with this position: so many messages, and nothing else. */
    private static List<JsonNode> returning(
            ChatNode node, TestUser person, ConversationId conversation, long position, int count) {
        try (ChatClient device = node.openResuming(person)) {
            JsonNode standing = device.await("connected")
                    .get("conversations")
                    .values()
                    .iterator()
                    .next();
            device.send("resume", Map.of("conversations", Map.of(conversation.value(), position)));
            if (position > number(standing, "last_seq")) {
                assertThat(text(reset(device), "epoch")).isEqualTo(text(standing, "epoch"));
            }
            List<JsonNode> messages = device.messages(count);
            assertThat(device.untilPong("message")).isEmpty();
            return messages;
        }
    }

    private static List<Long> seqs(List<JsonNode> messages) {
        return messages.stream().map(message -> number(message, "seq")).toList();
    }

    private static List<String> ids(List<JsonNode> messages) {
        return messages.stream().map(message -> text(message, "message_id")).toList();
    }

    private static List<String> contents(List<JsonNode> messages) {
        return messages.stream().map(message -> text(message, "content")).toList();
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
