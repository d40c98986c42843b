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

/** Chats during which the Redis master fails. */
final class FailoverScenarios {
    private static final Duration AVAILABLE_WITHIN = Duration.ofSeconds(60);

    private FailoverScenarios() {}

    /**
     * The sockets stay open, and a message that is repeated until it is acknowledged is stored once.
     *
     * @param failure makes the master of this conversation fail after a replica has received everything
     */
    static void duringAChat(ChatNode node, Consumer<ConversationId> failure) {
        try (Chat chat = new Chat(node)) {
            failure.accept(chat.conversation);
            assertThat(number(sendUntilAcknowledged(chat.page, "support", "during"), "seq"))
                    .isEqualTo(2);
            // The new master may lack acknowledged messages, so that it starts a new epoch.
            assertThat(text(awaitReset(chat.console), "epoch")).doesNotEndWith(".0");
            assertThat(text(chat.console.await("message"), "content")).isEqualTo("during");

            sendUntilAcknowledged(chat.console, chat.customer.id(), "after");
            // Entries above the delivered seq may come again in a new epoch, also to their sender.
            chat.page.await("message", message -> text(message, "content").equals("after"));
            sendUntilAcknowledged(chat.page, "support", "at last");
            assertThat(text(chat.console.await("message"), "content")).isEqualTo("at last");
        }
    }

    /**
     * Acknowledged messages are lost. Both sides are notified, their seqs are used again, and in the end both sides have the same
     * log.
     *
     * @param lag stops the replication of this conversation
     * @param failure makes the master fail
     */
    static void withLostMessages(ChatNode node, Consumer<ConversationId> lag, Consumer<ConversationId> failure) {
        try (Chat chat = new Chat(node)) {
            lag.accept(chat.conversation);
            List<JsonNode> lost = Stream.of("lost 1", "lost 2", "lost 3")
                    .map(content -> sendUntilAcknowledged(chat.page, "support", content))
                    .toList();
            assertThat(seqs(lost)).containsExactly(2L, 3L, 4L);
            assertThat(seqs(chat.console.messages(3))).containsExactly(2L, 3L, 4L);
            reportDelivered(chat.console, chat.conversation, 4);

            failure.accept(chat.conversation);
            for (ChatClient client : List.of(chat.page, chat.console)) {
                JsonNode reset = awaitReset(client);
                assertThat(text(reset, "epoch")).doesNotEndWith(".0");
                assertThat(number(reset, "last_seq")).isEqualTo(1);
            }
            JsonNode fresh = sendUntilAcknowledged(chat.page, "support", "new");
            assertThat(number(fresh, "seq")).isEqualTo(2);
            assertThat(ids(lost)).doesNotContain(text(fresh, "message_id"));
            assertThat(text(chat.console.await("message"), "message_id")).isEqualTo(text(fresh, "message_id"));
            for (TestUser person : List.of(chat.customer, chat.kefu)) {
                assertThat(contents(resumed(node, person, chat.conversation, 4, 1)))
                        .containsExactly("new");
            }
            // A client that learns of the loss may send the message again.
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
            chat.assertLog(node, "before", "new", "lost 1", "answer");
        }
    }

    /**
     * A message that no replica has is refused, and stored once when the client repeats it later.
     *
     * @param lag stops the replication of this conversation
     * @param failure makes the master fail
     * @param newReplica gives the new master a replica
     */
    static void withRefusedMessages(
            ChatNode node, Consumer<ConversationId> lag, Consumer<ConversationId> failure, Runnable newReplica) {
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
            awaitReset(chat.page);
            awaitReset(chat.console);
            newReplica.run();
            assertThat(number(sendUntilAcknowledged(chat.page, "support", "doubtful"), "seq"))
                    .isEqualTo(2);
            assertThat(text(chat.console.await("message"), "content")).isEqualTo("doubtful");
            chat.assertLog(node, "before", "doubtful");
        }
    }

    /** The sockets of a customer and a kefu, who have both received one message. */
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
            reportDelivered(page, conversation, 1);
            reportDelivered(console, conversation, 1);
        }

        /** Checks that both sides read exactly these contents. */
        void assertLog(ChatNode node, String... contents) {
            for (TestUser person : List.of(customer, kefu)) {
                assertThat(contents(resumed(node, person, conversation, 0, contents.length)))
                        .containsExactly(contents);
            }
        }

        @Override
        public void close() {
            console.close();
            page.close();
        }
    }

    private static void reportDelivered(ChatClient client, ConversationId conversation, long seq) {
        client.sendText("{\"type\":\"delivered\",\"id\":1,\"data\":{\"conversation_id\":\"%s\",\"seq\":%d}}"
                .formatted(conversation, seq));
        client.await("receipt", receipt -> number(receipt, "delivered_seq") == seq);
    }

    private static JsonNode awaitReset(ChatClient client) {
        return requireNonNull(
                client.await("notification", data -> text(data, "event").equals("conversation_reset"))
                        .get("conversation"));
    }

    /** Resumes from this position on a new socket, and returns the {@code count} messages that it pushes. */
    private static List<JsonNode> resumed(
            ChatNode node, TestUser person, ConversationId conversation, long position, int count) {
        try (ChatClient device = node.openResuming(person)) {
            JsonNode state = device.await("connected")
                    .get("conversations")
                    .values()
                    .iterator()
                    .next();
            device.send("resume", Map.of("conversations", Map.of(conversation.value(), position)));
            if (position > number(state, "last_seq")) {
                assertThat(text(awaitReset(device), "epoch")).isEqualTo(text(state, "epoch"));
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
        Instant deadline = Instant.now().plus(AVAILABLE_WITHIN);
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
