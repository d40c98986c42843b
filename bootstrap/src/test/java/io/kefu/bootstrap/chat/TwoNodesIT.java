package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.House.Person;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one Redis are one house. */
@AlsoOnCluster
class TwoNodesIT {
    private static House one;
    private static House other;

    @BeforeAll
    static void open() {
        one = new House(Map.of());
        other = one.beside();
    }

    @AfterAll
    static void close() {
        other.close();
        one.close();
    }

    @Test
    void everySenderReachesEveryReceiver() {
        for (House here : List.of(one, other)) {
            for (House there : List.of(one, other)) {
                Person kefu = one.kefu();
                Person customer = one.customer();
                try (ChatClient console = here.connect(kefu);
                        ChatClient page = there.connect(customer)) {
                    page.say("support", "ping");
                    assertThat(text(console.await("message"), "content")).isEqualTo("ping");
                    console.say(customer.id(), "pong");
                    assertThat(text(page.await("message"), "content")).isEqualTo("pong");
                }
                one.sendHome(kefu);
            }
        }
    }

    @Test
    void oneClientMessageIdMakesOneMessage() {
        Person kefu = one.kefu();
        Person customer = one.customer();
        try (ChatClient console = one.connect(kefu);
                ChatClient first = one.connect(customer);
                ChatClient second = other.connect(customer)) {
            Map<String, String> message =
                    Map.of("to_user_id", "support", "content", "once", "client_msg_id", "the-one");
            for (int i = 0; i < 10; i++) {
                first.send("message", message);
                second.send("message", message);
            }
            Set<String> ids = IntStream.range(0, 10)
                    .boxed()
                    .flatMap(
                            i -> List.of(first, second).stream().map(client -> text(client.await("ack"), "message_id")))
                    .collect(Collectors.toSet());
            assertThat(ids).hasSize(1);
            first.say("support", "twice");
            assertThat(console.messages(2).stream().map(m -> text(m, "content")))
                    .containsExactly("once", "twice");
            first.send("message", Map.of("to_user_id", "support", "content", "other", "client_msg_id", "the-one"));
            assertThat(text(first.await("error"), "code")).isEqualTo("CONFLICT");
        }
        one.sendHome(kefu);
    }

    @Test
    void fiftyFirstMessagesOpenOneSession() {
        Person kefu = one.kefu();
        Person customer = one.customer();
        List<House> houses = List.of(one, other);
        List<JsonNode> acks = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> {
                    House house = houses.get(i % 2);
                    try (ChatClient page = house.connect(customer)) {
                        page.say("support", "first " + i);
                        return page.await("ack");
                    }
                })
                .toList();
        assertThat(acks.stream().map(ack -> text(ack, "session_id")).distinct()).hasSize(1);
        assertThat(acks.stream().map(ack -> number(ack, "seq")).sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
        one.sendHome(kefu);
    }
}
