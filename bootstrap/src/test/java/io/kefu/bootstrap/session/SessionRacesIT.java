package io.kefu.bootstrap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.Parallel;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.chaos.NodeProcess;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.system.TestAccounts;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.rebuild.Rebuild;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.micronaut.json.tree.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Races over two nodes, one of which is killed in the middle of them. Whatever happened: no kefu is above their limit, every
 * open session is in exactly one place, the queue is without a gap, and a recount finds nothing that differs.
 */
class SessionRacesIT {
    private static final int KEFU = 5;
    private static final int LIMIT = 10;
    private static final int CUSTOMERS = 200;
    private static final Duration SETTLED_IN = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private ProcessServer redis;
    private NodeProcess mortal;
    private KefuNode node;
    private Api here;
    private Api there;
    private List<String> kefu;
    private List<String> customers;

    @BeforeEach
    void open() {
        redis = ProcessServer.startStoring();
        node = KefuNode.start(Map.of("redis.uri", redis.address()));
        mortal = new NodeProcess("mortal", URI.create(redis.address()), folder, 256, Map.of());
        here = new Api(node.uri());
        there = new Api(mortal.uri());
        TestAccounts staff = new TestAccounts(here);
        kefu = IntStream.range(0, KEFU).mapToObj(i -> staff.kefu("kefu" + i)).toList();
        customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> staff.customer("customer" + i))
                .toList();
    }

    @AfterEach
    void close() {
        mortal.close();
        node.close();
        redis.close();
    }

    @Test
    void aHundredReachForOneSessionAndOneGetsIt() {
        IntStream.range(0, KEFU).forEach(i -> status(i, "busy"));
        String session = openSession(here, 0).text("session_id");
        List<Integer> answers = Parallel.call(
                100,
                i -> (i % 2 == 0 ? here : there)
                        .post(kefu.get(i % KEFU), "/api/sessions/" + session + "/take", "")
                        .status());
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(99);
        assertInOrder(1, 0);
    }

    @Test
    void twoHundredCustomersComeAtOnce() {
        List<Answer> opened = Parallel.call(CUSTOMERS, i -> openSession(i % 2 == 0 ? here : there, i));
        assertThat(opened).extracting(Answer::status).containsOnly(201);
        assertInOrder(KEFU * LIMIT, CUSTOMERS - KEFU * LIMIT);
    }

    @Test
    void whateverHappensMeanwhileNobodyIsForgotten() {
        Random random = new Random(20261123);
        List<Integer> plan = random.ints(CUSTOMERS * 3L, 0, 100).boxed().toList();
        Semaphore untilDeath = new Semaphore(0);
        Parallel.call(plan.size() + 1, i -> {
            if (i == plan.size()) {
                untilDeath.acquireUninterruptibly(CUSTOMERS);
                mortal.kill();
                return true;
            }
            act(i, plan.get(i));
            untilDeath.release();
            return true;
        });
        // Whoever has no session now opens one; whoever has gets it.
        Parallel.call(CUSTOMERS, i -> openSession(here, i));
        IntStream.range(0, KEFU).forEach(i -> status(i, "online"));
        assertInOrder(KEFU * LIMIT, CUSTOMERS - KEFU * LIMIT);
    }

    /** One of the things that people do, by chance; a node that is gone does not answer. */
    private void act(int i, int what) {
        Api api = i % 2 == 0 ? here : there;
        int customer = i % CUSTOMERS;
        String someone = kefu.get(i % KEFU);
        try {
            if (what < 60) {
                openSession(api, customer);
            } else if (what < 70) {
                status(api, i % KEFU, List.of("busy", "away", "online").get(what % 3));
            } else if (what < 80) {
                any(api, someone, "waiting").forEach(id -> api.post(someone, "/api/sessions/" + id + "/take", ""));
            } else if (what < 90) {
                String other = "{\"to_kefu_id\": \"kefu%d\"}".formatted(what % KEFU);
                any(api, someone, "active")
                        .forEach(id ->
                                api.post(someone, "/api/sessions/" + id + "/transfer", what % 2 == 0 ? other : "{}"));
            } else {
                any(api, someone, "active").forEach(id -> api.post(someone, "/api/sessions/" + id + "/close", "{}"));
            }
        } catch (UncheckedIOException gone) {
            assertThat(api).isEqualTo(there);
        }
    }

    /** Some sessions of a list. */
    private static List<String> any(Api api, String token, String list) {
        Answer answer = api.get(token, "/api/sessions/" + list + "?page_size=3");
        return answer.status() == 200 ? ids(answer, list) : List.of();
    }

    private static List<String> ids(Answer answer, String list) {
        return StreamSupport.stream(answer.node(list + "_sessions").values().spliterator(), false)
                .map(session -> String.valueOf(session.get("session_id").getStringValue()))
                .toList();
    }

    private Answer openSession(Api api, int customer) {
        return api.post(customers.get(customer), "/api/sessions", "{\"user_id\": \"customer%d\"}".formatted(customer));
    }

    private void status(int which, String status) {
        assertThat(status(here, which, status).status()).isEqualTo(200);
    }

    private Answer status(Api api, int which, String status) {
        return api.post(
                kefu.get(which),
                "/api/auth/kefu/heartbeat",
                "{\"kefu_id\": \"kefu%d\", \"status\": \"%s\"}".formatted(which, status));
    }

    private void assertInOrder(int active, int waiting) {
        Deadline deadline = new Deadline(SETTLED_IN, "The sessions do not settle");
        while (!total("active").equals(Integer.toString(active))
                || !total("waiting").equals(Integer.toString(waiting))
                || unsettled() > 0) {
            deadline.check();
        }
        assertThat(node.bean(Rebuild.class).run().differences()).isEmpty();
        List<JsonNode> served = all("active");
        Map<String, Long> loads = served.stream()
                .collect(Collectors.groupingBy(
                        session -> session.get("kefu_id").getStringValue(), Collectors.counting()));
        assertThat(loads.values()).allMatch(load -> load <= LIMIT);
        List<JsonNode> queue = all("waiting");
        assertThat(queue.stream().map(session -> session.get("queue_position").getIntValue()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, waiting).boxed().toList());
        List<String> everybody = new ArrayList<>();
        served.forEach(session -> everybody.add(session.get("user_id").getStringValue()));
        queue.forEach(session -> everybody.add(session.get("user_id").getStringValue()));
        assertThat(everybody).doesNotHaveDuplicates().hasSize(active + waiting);
    }

    private String total(String list) {
        return here.get(kefu.getFirst(), "/api/sessions/" + list + "?page_size=1")
                .text("total");
    }

    private long unsettled() {
        Redis store = node.bean(Redis.class);
        return store.await(store.commands().zcard(DeskKeys.UNSETTLED));
    }

    private List<JsonNode> all(String list) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; page <= 2; page++) {
            here.get(kefu.getFirst(), "/api/sessions/%s?page_size=100&page=%d".formatted(list, page))
                    .node(list + "_sessions")
                    .values()
                    .forEach(all::add);
        }
        return all;
    }
}
