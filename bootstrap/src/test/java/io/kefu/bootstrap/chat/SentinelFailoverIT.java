package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.House.Person;
import io.kefu.redis.testing.RedisSentinel;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sockets outlive a failover: who repeats a send until it is acknowledged has sent one message. */
class SentinelFailoverIT {
    private static final Duration BACK_IN = Duration.ofSeconds(60);

    private RedisSentinel redis;
    private House house;

    @BeforeEach
    void open() {
        redis = RedisSentinel.start();
        house = new House(Map.of("redis.uri", redis.address()));
    }

    @AfterEach
    void close() {
        house.close();
        redis.close();
    }

    @Test
    void theMasterDies() {
        chatAround(() -> redis.master().kill());
    }

    /** Its connections stay open, and nothing ever comes out of them. */
    @Test
    void theMasterHangs() {
        chatAround(() -> redis.master().hang());
    }

    private void chatAround(Runnable failure) {
        Person kefu = house.kefu();
        Person customer = house.customer();
        try (ChatClient console = house.connect(kefu);
                ChatClient page = house.connect(customer)) {
            page.say("support", "before");
            assertThat(number(page.await("ack"), "seq")).isEqualTo(1);
            JsonNode first = console.await("message");
            assertThat(text(first, "content")).isEqualTo("before");
            for (ChatClient client : List.of(page, console)) {
                client.sendText("{\"type\":\"delivered\",\"id\":1,\"data\":{\"conversation_id\":\"%s\",\"seq\":1}}"
                        .formatted(text(first, "conversation_id")));
                client.await("receipt", receipt -> number(receipt, "delivered_seq") == 1);
            }
            redis.awaitReplication();

            failure.run();
            assertThat(number(sendUntilAcknowledged(page, "support", "during"), "seq"))
                    .isEqualTo(2);
            // The new master may lack what the old one had acknowledged, and nobody mistakes its seqs for the old ones.
            JsonNode reset =
                    console.await("notification", data -> text(data, "event").equals("conversation_reset"));
            assertThat(text(reset.get("conversation"), "epoch")).endsWith(".1");
            assertThat(text(console.await("message"), "content")).isEqualTo("during");

            console.say(customer.id(), "after");
            assertThat(text(page.await("message"), "content")).isEqualTo("after");
            page.say("support", "at last");
            assertThat(text(console.await("message"), "content")).isEqualTo("at last");
        }
    }

    private static JsonNode sendUntilAcknowledged(ChatClient client, String to, String content) {
        Instant deadline = Instant.now().plus(BACK_IN);
        while (true) {
            client.send("message", Map.of("to_user_id", to, "content", content, "client_msg_id", "the-one"));
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
