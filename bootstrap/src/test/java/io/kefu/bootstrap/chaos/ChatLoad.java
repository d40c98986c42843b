package io.kefu.bootstrap.chaos;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.bootstrap.chaos.ChaosClient.Partner;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.system.TestAccounts;
import io.kefu.domain.user.UserId;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A few kefu, who also write to each other, and a few customers of each; everybody has two devices. */
final class ChatLoad implements AutoCloseable {
    private static final int KEFU = 2;
    private static final int CUSTOMERS_OF_EACH = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TwoNodeDeployment deployment;
    private final ChaosSettings settings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ChaosClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<String> late = new ArrayList<>();
    private final String admin;

    /** Whose token shows a conversation in full, and as the history with whom. */
    private record Source(String token, String with) {}

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
                served.add(new Partner(gather(customer, staff.customer(customer), kefu), customer, false));
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

    /** A customer with an open session, whose conversation this returns. */
    private String gather(String customer, String token, String kefu) {
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

    /** Nobody says anything new. */
    void hush() {
        clients.forEach(ChaosClient::calmDown);
    }

    /** Everybody connects anew, to whichever node. */
    void spread() throws InterruptedException {
        clients.forEach(ChaosClient::cut);
        await(() -> clients.stream().allMatch(client -> client.connection() != null));
    }

    /** Whoever is not connected to this node says one thing more, which is acknowledged. */
    void lastWords(NodeProcess butNotTo) throws InterruptedException {
        for (ChaosClient client : clients) {
            client.lastWords(butNotTo.uri());
        }
        awaitSilence();
    }

    /** Whatever was said is acknowledged. */
    void awaitSilence() throws InterruptedException {
        await(() -> clients.stream()
                .allMatch(client -> client.history().unacknowledged().isEmpty()));
    }

    /**
     * What is under way arrives, on the connections that are open. Then everybody connects anew, and gets what they have
     * not yet reported as delivered.
     */
    void settle() throws InterruptedException {
        await(() -> deployment.nodes().stream()
                .allMatch(node -> new Api(node.uri()).get(null, "/api/health").status() == 200));
        awaitSilence();
        List<ConversationLog> logs = logs();
        await(() -> clients.stream().allMatch(client -> hasEverything(client, logs)));
        Map<ChaosClient, ConnectionHistory> before = new HashMap<>();
        for (ChaosClient client : clients) {
            if (!hasEverything(client, logs)) {
                late.add(client.history().device() + " did not get everything on " + client.connection());
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
                .forEach(client ->
                        late.add(client.history().device() + " did not get everything anew on " + client.connection()));
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
            return !connection.isTold(log.conversation())
                    || start == null
                    || start >= log.last()
                    || connection.pushes(log.conversation()).stream().anyMatch(push -> push.seq() >= log.last());
        });
    }

    /** Gives up without a word: what is missing is told afterwards. */
    private static void await(BooleanSupplier wanted) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!wanted.getAsBoolean() && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private List<ConversationLog> logs() {
        return sources.entrySet().stream()
                .map(entry ->
                        ConversationLog.read(api(), entry.getValue().token, entry.getKey(), entry.getValue().with))
                .toList();
    }

    /** What anybody has to complain of. */
    List<String> faults() {
        List<String> faults = new ArrayList<>(late);
        clients.forEach(client -> faults.addAll(client.history().faults()));
        for (ConversationLog log : logs()) {
            List<DeviceHistory> people = clients.stream()
                    .filter(client -> client.takesPart(log.conversation()))
                    .map(ChaosClient::history)
                    .toList();
            faults.addAll(ConsistencyChecker.faults(log, people));
        }
        return faults;
    }

    /** How much happened. */
    String summary() {
        long messages = clients.stream()
                .mapToLong(client -> client.history().told().size())
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
        http.shutdownNow();
    }
}
