package io.kefu.bootstrap.chaos;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.bootstrap.chaos.ChaosClient.Partner;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.system.TestAccounts;
import io.kefu.domain.user.UserId;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The clients of the test: two kefu who write to each other, and three customers of each kefu. Every user has two devices. */
final class ChatLoad implements AutoCloseable {
    private static final int KEFU = 2;
    private static final int CUSTOMERS_OF_EACH = 3;
    private static final int PATIENCE_SECONDS = 60;

    private final TwoNodeDeployment deployment;
    private final ChaosSettings settings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<ChaosClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<String> undelivered = new ArrayList<>();
    private final String admin;

    /** A token that may read the whole conversation, and the user whose history it is. */
    private record Source(String token, String historyOf) {}

    ChatLoad(TwoNodeDeployment deployment, ChaosSettings settings) {
        this.deployment = deployment;
        this.settings = settings;
        TestAccounts staff = new TestAccounts(api());
        admin = staff.admin();
        for (int k = 1; k <= KEFU; k++) {
            String kefu = "kefu" + k;
            String token = staff.kefu(kefu);
            List<Partner> served = new ArrayList<>();
            for (int c = 1; c <= CUSTOMERS_OF_EACH; c++) {
                String customer = "customer" + k + c;
                served.add(new Partner(openSession(customer, staff.customer(customer), kefu), customer, false));
            }
            for (int other = 1; other <= KEFU; other++) {
                if (other != k) {
                    String colleague = "kefu" + other;
                    String pair = ConversationIds.ofPair(new UserId(kefu), new UserId(colleague))
                            .value();
                    served.add(new Partner(pair, colleague, true));
                    sources.put(pair, new Source(token, colleague));
                }
            }
            add(kefu, token, served);
        }
    }

    private Api api() {
        return new Api(deployment.nodes().getFirst().uri());
    }

    /** Opens a session of a customer with this kefu, and returns the id of the conversation. */
    private String openSession(String customer, String token, String kefu) {
        String opening = "{\"user_id\": \"%s\", \"kefu_id\": \"%s\"}".formatted(customer, kefu);
        Answer session = api().post(token, "/api/sessions", opening);
        if (!session.text("kefu_id").equals(kefu)) {
            throw new IllegalStateException(session.toString());
        }
        String conversation = session.text("conversation_id");
        sources.put(conversation, new Source(admin, customer));
        add(customer, token, List.of(new Partner(conversation, "support", false)));
        return conversation;
    }

    private void add(String user, String token, List<Partner> partners) {
        Map<String, Long> reported = new ConcurrentHashMap<>();
        for (boolean resumes : List.of(false, true)) {
            DeviceHistory history = new DeviceHistory(user, user + (resumes ? "-phone" : "-desk"), reported);
            clients.add(new ChaosClient(
                    http,
                    deployment,
                    history,
                    token,
                    partners,
                    resumes,
                    settings.random(clients.size() + 1),
                    settings.recalls()));
        }
    }

    void start() {
        clients.forEach(client -> threads.add(Thread.ofVirtual().start(client)));
    }

    /** Clients write no new messages from now on, and repeat only unacknowledged ones. */
    void stopNewMessages() {
        clients.forEach(ChaosClient::stopNewMessages);
    }

    /** Lets every client reconnect to a random node. */
    void reconnectAll() throws InterruptedException {
        clients.forEach(ChaosClient::cut);
        await(() -> clients.stream().allMatch(client -> client.connection() != null));
    }

    /** Every client that is not connected to this node sends one more message, and waits for the ack. */
    void sendLastMessages(NodeProcess excluded) throws InterruptedException {
        for (ChaosClient client : clients) {
            client.sendLastMessages(excluded.uri());
        }
        awaitAcknowledgements();
    }

    /** Waits until every message is acknowledged. */
    void awaitAcknowledgements() throws InterruptedException {
        await(() -> clients.stream()
                .allMatch(client -> client.history().unacknowledged().isEmpty()));
    }

    /**
     * Waits until every open connection has received everything. Then every client reconnects, and receives everything that its
     * user has not reported as delivered.
     */
    void awaitDelivery() throws InterruptedException {
        // The health of a node that was cut off a moment ago may still be that of a second ago, so a read is tried.
        await(() -> deployment.nodes().stream()
                .allMatch(node ->
                        new Api(node.uri()).get(admin, "/api/users?page_size=1").status() == 200));
        awaitAcknowledgements();
        List<ConversationLog> logs = logs();
        await(() -> clients.stream().allMatch(client -> hasEverything(client, logs)));
        Map<ChaosClient, ConnectionHistory> before = new HashMap<>();
        for (ChaosClient client : clients) {
            if (!hasEverything(client, logs)) {
                undelivered.add(client.history().device() + " did not get everything on " + client.connection());
            }
            @Nullable ConnectionHistory connection = client.connection();
            if (connection != null) {
                before.put(client, connection);
            }
        }
        clients.forEach(ChaosClient::cut);
        await(() -> clients.stream().allMatch(client -> isUpToDate(client, before.get(client), logs)));
        clients.stream()
                .filter(client -> !isUpToDate(client, before.get(client), logs))
                .forEach(client -> undelivered.add(
                        client.history().device() + " did not get everything anew on " + client.connection()));
    }

    private static boolean hasEverything(ChaosClient client, List<ConversationLog> logs) {
        return logs.stream()
                .filter(log -> client.takesPart(log.conversation()))
                .allMatch(log -> client.history().reach(log.conversation()) >= log.last());
    }

    private static boolean isUpToDate(
            ChaosClient client, @Nullable ConnectionHistory before, List<ConversationLog> logs) {
        @Nullable ConnectionHistory connection = client.connection();
        if (connection == null || connection.equals(before)) {
            return false;
        }
        return logs.stream().allMatch(log -> {
            @Nullable Long start = connection.start(log.conversation());
            return !connection.hasStart(log.conversation())
                    || start == null
                    || start >= log.last()
                    || connection.pushes(log.conversation()).stream().anyMatch(push -> push.seq() >= log.last());
        });
    }

    /** Returns when the condition holds or the time is over; later checks report what is missing. */
    private void await(BooleanSupplier condition) throws InterruptedException {
        CompletableFuture<Void> holds = new CompletableFuture<>();
        ScheduledFuture<?> checks =
                timer.scheduleWithFixedDelay(() -> check(condition, holds), 0, 20, TimeUnit.MILLISECONDS);
        try {
            holds.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // Later checks report what is missing.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            checks.cancel(false);
        }
    }

    private static void check(BooleanSupplier condition, CompletableFuture<Void> holds) {
        try {
            if (condition.getAsBoolean()) {
                holds.complete(null);
            }
        } catch (RuntimeException e) {
            holds.completeExceptionally(e);
        }
    }

    private List<ConversationLog> logs() {
        return sources.entrySet().stream()
                .map(entry ->
                        ConversationLog.read(api(), entry.getValue().token, entry.getKey(), entry.getValue().historyOf))
                .toList();
    }

    /** Every difference between what the service promised and what the clients saw. */
    List<String> violations() {
        List<String> violations = new ArrayList<>(undelivered);
        clients.forEach(client -> violations.addAll(client.history().violations()));
        for (ConversationLog log : logs()) {
            List<DeviceHistory> devices = clients.stream()
                    .filter(client -> client.takesPart(log.conversation()))
                    .map(ChaosClient::history)
                    .toList();
            violations.addAll(ConsistencyChecker.violations(log, devices));
        }
        return violations;
    }

    /** The numbers of messages and connections. */
    String summary() {
        long messages = clients.stream()
                .mapToLong(client -> client.history().acknowledgements().size())
                .sum();
        long connections = clients.stream()
                .mapToLong(client -> client.history().connections().size())
                .sum();
        return messages + " messages over " + connections + " connections";
    }

    @Override
    public void close() {
        clients.forEach(ChaosClient::end);
        threads.forEach(Thread::interrupt);
        timer.shutdownNow();
        http.shutdownNow();
    }
}
