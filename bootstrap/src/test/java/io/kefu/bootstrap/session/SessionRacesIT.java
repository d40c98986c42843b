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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Races for sessions on two nodes, one of which is killed meanwhile. Afterwards no kefu serves more sessions than the limit,
 * every open session is either active or waiting, queue positions have no gap, and a rebuild of the desk finds no difference.
 */
class SessionRacesIT {
    private static final int KEFU = 5;
    private static final int LIMIT = 10;
    private static final int CUSTOMERS = 200;
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

    private static ProcessServer redis;
    private static NodeProcess mortal;
    private static KefuNode node;
    private static Api here;
    private static Api there;
    private static String admin;
    private static List<String> kefu;
    private static List<String> customers;

    @BeforeAll
    static void open(@TempDir Path folder) {
        redis = ProcessServer.startStoring();
        node = KefuNode.start(Map.of("redis.uri", redis.address()));
        mortal = new NodeProcess("mortal", URI.create(redis.address()), folder, 256, Map.of());
        here = new Api(node.uri());
        TestAccounts staff = new TestAccounts(here);
        admin = staff.admin();
        kefu = IntStream.range(0, KEFU).mapToObj(i -> staff.kefu("kefu" + i)).toList();
        customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> staff.customer("customer" + i))
                .toList();
    }

    @BeforeEach
    void bringAllOnline() {
        mortal.startUnlessAlive();
        there = new Api(mortal.uri());
        IntStream.range(0, KEFU).forEach(i -> setStatus(i, "online"));
    }

    @AfterEach
    void closeAllSessions() {
        // Waiting ones first: the end of an active session would assign one of them.
        for (String list : List.of("waiting", "active")) {
            List<JsonNode> open = all(list);
            Parallel.call(
                    open.size(),
                    i -> here.post(
                            admin,
                            "/api/sessions/" + open.get(i).get("session_id").getStringValue() + "/close",
                            "{}"));
        }
    }

    @AfterAll
    static void close() {
        mortal.close();
        node.close();
        redis.close();
    }

    @Test
    void assignsASessionToOneOfAHundredConcurrentTakes() {
        IntStream.range(0, KEFU).forEach(i -> setStatus(i, "busy"));
        String session = openSession(here, 0).text("session_id");
        List<Integer> answers = Parallel.call(
                100,
                i -> (i % 2 == 0 ? here : there)
                        .post(kefu.get(i % KEFU), "/api/sessions/" + session + "/take", "")
                        .status());
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(99);
        assertConsistent(1, 0);
    }

    @Test
    void opensTwoHundredSessionsAtOnce() {
        List<Answer> opened = Parallel.call(CUSTOMERS, i -> openSession(i % 2 == 0 ? here : there, i));
        assertThat(opened).extracting(Answer::status).containsOnly(201);
        assertConsistent(KEFU * LIMIT, CUSTOMERS - KEFU * LIMIT);
    }

    @Test
    void losesNoSessionWhenANodeDiesDuringRandomCalls() {
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
        // Opens a session for every customer who has none.
        Parallel.call(CUSTOMERS, i -> openSession(here, i));
        IntStream.range(0, KEFU).forEach(i -> setStatus(i, "online"));
        assertConsistent(KEFU * LIMIT, CUSTOMERS - KEFU * LIMIT);
    }

    /** One call of a customer or a kefu, chosen by a random number. Only the killed node may fail to answer. */
    private void act(int i, int choice) {
        Api api = i % 2 == 0 ? here : there;
        int customer = i % CUSTOMERS;
        String caller = kefu.get(i % KEFU);
        try {
            if (choice < 60) {
                openSession(api, customer);
            } else if (choice < 70) {
                setStatus(api, i % KEFU, List.of("busy", "away", "online").get(choice % 3));
            } else if (choice < 80) {
                some(api, caller, "waiting").forEach(id -> api.post(caller, "/api/sessions/" + id + "/take", ""));
            } else if (choice < 90) {
                String other = "{\"to_kefu_id\": \"kefu%d\"}".formatted(choice % KEFU);
                some(api, caller, "active")
                        .forEach(id ->
                                api.post(caller, "/api/sessions/" + id + "/transfer", choice % 2 == 0 ? other : "{}"));
            } else {
                some(api, caller, "active").forEach(id -> api.post(caller, "/api/sessions/" + id + "/close", "{}"));
            }
        } catch (UncheckedIOException gone) {
            assertThat(api).isEqualTo(there);
        }
    }

    /** The ids of up to three sessions of a list. */
    private static List<String> some(Api api, String token, String list) {
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

    private static void setStatus(int which, String status) {
        assertThat(setStatus(here, which, status).status()).isEqualTo(200);
    }

    private static Answer setStatus(Api api, int which, String status) {
        return api.post(
                kefu.get(which),
                "/api/auth/kefu/heartbeat",
                "{\"kefu_id\": \"kefu%d\", \"status\": \"%s\"}".formatted(which, status));
    }

    private void assertConsistent(int active, int waiting) {
        Deadline deadline =
                new Deadline(SETTLED_WITHIN, "Active and waiting sessions do not reach the expected numbers");
        while (!total("active").equals(Integer.toString(active))
                || !total("waiting").equals(Integer.toString(waiting))
                || pendingAssignments() > 0) {
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
        List<String> customersInLists = new ArrayList<>();
        served.forEach(session -> customersInLists.add(session.get("user_id").getStringValue()));
        queue.forEach(session -> customersInLists.add(session.get("user_id").getStringValue()));
        assertThat(customersInLists).doesNotHaveDuplicates().hasSize(active + waiting);
    }

    private String total(String list) {
        return here.get(kefu.getFirst(), "/api/sessions/" + list + "?page_size=1")
                .text("total");
    }

    private long pendingAssignments() {
        Redis store = node.bean(Redis.class);
        return store.await(store.commands().zcard(DeskKeys.PENDING));
    }

    private static List<JsonNode> all(String list) {
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
