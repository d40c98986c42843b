package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Creates the users of a measurement through the API. */
final class Users {
    static final String ADMIN_PASSWORD = "benchmark-admin";
    private static final String PASSWORD = "benchmark-kefu";

    /** Creation and login hash a kefu's password, so that more calls at a time than cores are no faster. */
    private static final int AT_A_TIME = 4;

    private final Api api;
    private int created;

    Users(int port) {
        api = new Api(URI.create("http://127.0.0.1:" + port));
    }

    /** A user, and the token of a login. */
    record User(String id, String token) {}

    /** A customer, and the kefu who serves only this customer. */
    record Pair(User customer, User kefu) {}

    /** Creates pairs with an open session each. */
    List<Pair> pairs(int count) {
        String admin = logIn("admin", ADMIN_PASSWORD);
        return all(count, index -> pair(admin, index));
    }

    List<User> customers(int count) {
        return all(count, this::customer);
    }

    private Pair pair(String admin, int index) {
        String id = "kefu" + index;
        String user = ("{\"user_id\": \"%1$s\", \"username\": \"%1$s\", \"user_type\": \"kefu\","
                        + " \"password\": \"%2$s\", \"max_sessions\": 1}")
                .formatted(id, PASSWORD);
        require(api.post(admin, "/api/users", user));
        User kefu = new User(id, logIn(id, PASSWORD));
        User customer = customer(index);
        String opening = "{\"user_id\": \"%s\", \"kefu_id\": \"%s\"}".formatted(customer.id, id);
        Answer session = require(api.post(customer.token, "/api/sessions", opening));
        if (!session.text("kefu_id").equals(id)) {
            throw new IllegalStateException("another kefu serves: " + session);
        }
        return new Pair(customer, kefu);
    }

    private User customer(int index) {
        String id = "customer" + index;
        String user = "{\"user_id\": \"%1$s\", \"username\": \"%1$s\"}".formatted(id);
        return new User(id, require(api.post(null, "/api/users", user)).text("session_id"));
    }

    private String logIn(String id, String password) {
        String login = "{\"kefu_id\": \"%s\", \"password\": \"%s\"}".formatted(id, password);
        return require(api.post(null, "/api/auth/kefu/login", login)).text("session_id");
    }

    private static Answer require(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(answer.toString());
        }
        return answer;
    }

    /** Creates one of several objects. */
    private interface Factory<T> {
        T create(int index);
    }

    private <T> List<T> all(int count, Factory<T> factory) {
        int first = created;
        created += count;
        List<Callable<T>> tasks = IntStream.range(first, first + count)
                .<Callable<T>>mapToObj(index -> () -> factory.create(index))
                .toList();
        try (ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes a file for load generators outside of this program. A line per socket has the user id, the path, the partner's id
     * or {@code -}, and a further header or {@code -}.
     */
    static void write(Path file, List<Pair> pairs, List<User> alone) {
        Stream<String> talking =
                pairs.stream().flatMap(pair -> Stream.of(line(pair.customer, pair.kefu.id), line(pair.kefu, "-")));
        Stream<String> silent = alone.stream().map(user -> line(user, "-"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Stream.concat(talking, silent).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(User user, String partner) {
        return String.join("\t", user.id, "/ws/" + user.id + "?token=" + user.token, partner, "-");
    }
}
