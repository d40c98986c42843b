package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the service while Redis refuses writes, and after Redis lost all data. */
class StoreStateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static ProcessServer redis;
    private static RedisClient client;
    private static RedisCommands<String, String> commands;
    private static ChatNode node;
    private static Api api;

    @BeforeAll
    static void open() {
        redis = ProcessServer.startStoring();
        client = RedisClient.create(redis.address());
        commands = client.connect().sync();
        // The permissions that the documentation asks for.
        run("ACL SETUSER kefu on >password ~* &* +@all -@dangerous +info +cluster");
        node = new ChatNode(Map.of("redis.uri", redis.address().replace("//", "//kefu:password@")));
        api = new Api(node.uri());
    }

    @AfterAll
    static void close() {
        node.close();
        client.shutdown();
        redis.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG SET maxmemory 1mb, CONFIG SET maxmemory 0",
        "CONFIG SET min-replicas-to-write 1, CONFIG SET min-replicas-to-write 0",
        "REPLICAOF 127.0.0.1 1, REPLICAOF NO ONE",
        "ACL SETUSER kefu -@write, ACL SETUSER kefu +@write -@dangerous +info +cluster",
    })
    void servesReadsWhileRedisRefusesWrites(String refuse, String allow) {
        TestUser kefu = node.kefu();
        TestUser person = node.customer();
        try (ChatClient customer = node.connect(person)) {
            customer.say("support", "before");
            customer.await("ack");
            awaitHealth(200);
            run(refuse);
            try {
                customer.await("notification", data -> text(data, "event").equals("service_interrupted"));
                customer.say("support", "meanwhile");
                assertThat(text(customer.await("error"), "code")).isEqualTo("SERVICE_UNAVAILABLE");
                awaitHealth(503);
                // Otherwise proxies would refuse the reads as well.
                assertThat(api.get(null, "/health/readiness").status()).isEqualTo(200);
                assertThat(api.get(null, "/health/liveness").status()).isEqualTo(200);
                Api.Answer sent = api.post(
                        person.token(), "/api/messages/send", "{\"to_user_id\": \"support\", \"content\": \"x\"}");
                assertThat(sent.status()).as("%s", sent).isEqualTo(503);
                assertThat(sent.text("error.code")).isEqualTo("SERVICE_UNAVAILABLE");
                assertThat(sent.response().headers().firstValue("Retry-After")).isPresent();
                assertThat(sent.body()).doesNotContainIgnoringCase("redis").doesNotContain("OOM", "script");
                assertThat(logIn().status()).isEqualTo(503);
                Api.Answer history = api.get(person.token(), "/api/messages/history/" + person.id());
                assertThat(history.status()).as("%s", history).isEqualTo(200);
                assertThat(history.text("total")).isEqualTo("1");
            } finally {
                run(allow);
            }
            customer.await("notification", data -> text(data, "event").equals("service_resumed"));
            awaitHealth(200);
            customer.say("support", "after");
            assertThat(number(customer.await("ack"), "seq")).isEqualTo(2);
        } finally {
            node.retire(kefu);
        }
    }

    @Test
    void letsTheFirstAdminLogInAfterTheLossOfAllData() {
        TestUser former = node.customer();
        try (ChatNode beside = node.beside();
                ChatClient here = node.connect(former);
                ChatClient there = beside.connect(former)) {
            here.say("support", "of the former data");
            here.await("ack");
            commands.flushall();
            assertThat(here.closeCode()).isEqualTo(4001);
            assertThat(there.closeCode()).isEqualTo(4001);
            Deadline deadline = new Deadline(PATIENCE, "The admin cannot log in");
            while (logIn().status() != 200) {
                deadline.check();
            }
            awaitHealth(200);
            assertThat(api.get(former.token(), "/api/users/" + former.id()).status())
                    .isEqualTo(401);
            TestUser next = node.customer();
            try (ChatClient customer = beside.connect(next)) {
                customer.say("support", "of the new data");
                assertThat(number(customer.await("ack"), "seq")).isEqualTo(1);
            }
        }
    }

    private static Api.Answer logIn() {
        return api.post(
                null,
                "/api/auth/kefu/login",
                "{\"kefu_id\": \"admin\", \"password\": \"%s\"}".formatted(KefuNode.ADMIN_PASSWORD));
    }

    private static void awaitHealth(int status) {
        Deadline deadline = new Deadline(PATIENCE, "Health does not answer " + status);
        while (api.get(null, "/api/health").status() != status) {
            deadline.check();
        }
    }

    private static void run(String command) {
        List<String> words = List.of(command.split(" ", -1));
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        words.subList(1, words.size()).forEach(arguments::add);
        commands.dispatch(CommandType.valueOf(words.getFirst()), new StatusOutput<>(StringCodec.UTF8), arguments);
    }
}
