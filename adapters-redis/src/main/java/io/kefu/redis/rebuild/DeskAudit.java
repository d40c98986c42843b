package io.kefu.redis.rebuild;

import io.kefu.domain.session.SessionId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the desk with the open sessions of all conversations. */
final class DeskAudit {
    private static final int CUSTOMER = 1;
    private static final int OPENED = 4;
    private static final int KEFU = 6;

    private final Redis redis;
    private final Findings findings;
    private final Map<String, Map<String, String>> open = new TreeMap<>();

    DeskAudit(Redis redis, Findings findings) {
        this.redis = redis;
        this.findings = findings;
    }

    /** Expects an open session with these fields of its hash. */
    void expect(SessionId session, Map<String, String> fields) {
        open.put(session.value(), fields);
    }

    /** Compares the desk after all open sessions were read. */
    void finish() {
        Map<String, String> assignments = redis.await(redis.commands().hgetall(DeskKeys.SESSIONS));
        open.forEach((session, fields) -> {
            if (!assignments.containsKey(session)) {
                findings.compare(
                        "desk " + session, "an assignment", "none", () -> restore(assignments, session, fields));
            }
        });
        for (String session : List.copyOf(assignments.keySet())) {
            Map<String, String> fields = open.get(session);
            if (fields == null) {
                assignments.remove(session);
                findings.compare(
                        "desk " + session,
                        "none",
                        "an assignment",
                        () -> redis.commands().hdel(DeskKeys.SESSIONS, session));
            } else {
                String kefu = fields.getOrDefault("kefu", "");
                findings.compare("desk " + session + " kefu", kefu, fields(assignments, session)[KEFU], () -> {
                    String[] assignment = fields(assignments, session);
                    assignment[KEFU] = kefu;
                    return put(assignments, session, String.join(" ", assignment));
                });
            }
        }
        compareIndexes(assignments);
    }

    private CompletionStage<?> restore(Map<String, String> assignments, String session, Map<String, String> fields) {
        // New numbers must be higher than all numbers that the desk has issued.
        long number = Math.max(highest(assignments), Long.parseLong(fields.getOrDefault("num", "0"))) + 1;
        redis.await(redis.commands().set(DeskKeys.NUMBER, Long.toString(number)));
        return put(
                assignments,
                session,
                String.join(
                        " ",
                        session,
                        fields.getOrDefault("customer", ""),
                        fields.getOrDefault("type", ""),
                        fields.getOrDefault("at", "0"),
                        Long.toString(number),
                        "",
                        fields.getOrDefault("kefu", ""),
                        Long.toString(number),
                        ""));
    }

    private long highest(Map<String, String> assignments) {
        String number = redis.await(redis.commands().get(DeskKeys.NUMBER));
        return number == null ? assignments.size() : Long.parseLong(number);
    }

    private CompletionStage<?> put(Map<String, String> assignments, String session, String assignment) {
        assignments.put(session, assignment);
        return redis.commands().hset(DeskKeys.SESSIONS, session, assignment);
    }

    private void compareIndexes(Map<String, String> assignments) {
        Map<String, String> customers = assignments.keySet().stream()
                .collect(Collectors.toMap(session -> fields(assignments, session)[CUSTOMER], Function.identity()));
        Map<String, String> known = redis.await(redis.commands().hgetall(DeskKeys.CUSTOMERS));
        Set<String> all = new HashSet<>(customers.keySet());
        all.addAll(known.keySet());
        for (String customer : all) {
            String session = customers.get(customer);
            findings.compare(
                    "desk " + customer + " session",
                    session,
                    known.get(customer),
                    () -> session == null
                            ? redis.commands().hdel(DeskKeys.CUSTOMERS, customer)
                            : redis.commands().hset(DeskKeys.CUSTOMERS, customer, session));
        }
        Map<String, Double> waiting = new HashMap<>();
        Map<String, Double> active = new HashMap<>();
        Map<String, Double> served = new HashMap<>();
        assignments.forEach((session, text) -> {
            String[] assignment = fields(assignments, session);
            double opened = Double.parseDouble(assignment[OPENED]);
            if (assignment[KEFU].isEmpty()) {
                waiting.put(session, opened);
            } else {
                active.put(session, opened);
                served.put(String.format("%s %016d %s", assignment[KEFU], (long) opened, session), 0.0);
            }
        });
        compareMembers(DeskKeys.QUEUE, waiting, true);
        compareMembers(DeskKeys.ACTIVE, active, true);
        compareMembers(DeskKeys.SERVED, served, true);
        compareMembers(
                DeskKeys.IDLE_CHECKED, active.keySet().stream().collect(Collectors.toMap(s -> s, s -> 0.0)), true);
        compareMembers(DeskKeys.ABSENT, waiting, false);
        compareMembers(DeskKeys.PENDING, Map.of(), false);
    }

    /**
     * Compares the members of a sorted set. Missing members are added with the expected scores if the set must be complete.
     */
    private void compareMembers(String key, Map<String, Double> expected, boolean mustBeComplete) {
        Set<String> found = new HashSet<>(redis.await(redis.commands().zrange(key, 0, -1)));
        findings.removeUnexpected(key, found, expected::containsKey);
        if (mustBeComplete) {
            findings.addMissing(key, expected, found::contains);
        }
    }

    private static String[] fields(Map<String, String> assignments, String session) {
        return Objects.requireNonNull(assignments.get(session)).split(" ", -1);
    }
}
