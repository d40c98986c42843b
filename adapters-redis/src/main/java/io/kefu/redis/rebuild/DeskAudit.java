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
        Map<String, String> places = redis.await(redis.commands().hgetall(DeskKeys.SESSIONS));
        open.forEach((session, fields) -> {
            if (!places.containsKey(session)) {
                findings.compare("desk " + session, "a place", "none", () -> restore(places, session, fields));
            }
        });
        for (String session : List.copyOf(places.keySet())) {
            Map<String, String> fields = open.get(session);
            if (fields == null) {
                places.remove(session);
                findings.compare(
                        "desk " + session,
                        "none",
                        "a place",
                        () -> redis.commands().hdel(DeskKeys.SESSIONS, session));
            } else {
                String kefu = fields.getOrDefault("kefu", "");
                findings.compare("desk " + session + " kefu", kefu, place(places, session)[KEFU], () -> {
                    String[] place = place(places, session);
                    place[KEFU] = kefu;
                    return put(places, session, String.join(" ", place));
                });
            }
        }
        compareIndexes(places);
    }

    private CompletionStage<?> restore(Map<String, String> places, String session, Map<String, String> fields) {
        // New numbers must be higher than all numbers that the desk has issued.
        long number = Math.max(highest(places), Long.parseLong(fields.getOrDefault("num", "0"))) + 1;
        redis.await(redis.commands().set(DeskKeys.NUMBER, Long.toString(number)));
        return put(
                places,
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

    private long highest(Map<String, String> places) {
        String number = redis.await(redis.commands().get(DeskKeys.NUMBER));
        return number == null ? places.size() : Long.parseLong(number);
    }

    private CompletionStage<?> put(Map<String, String> places, String session, String place) {
        places.put(session, place);
        return redis.commands().hset(DeskKeys.SESSIONS, session, place);
    }

    private void compareIndexes(Map<String, String> places) {
        Map<String, String> customers = places.keySet().stream()
                .collect(Collectors.toMap(session -> place(places, session)[CUSTOMER], Function.identity()));
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
        places.forEach((session, text) -> {
            String[] place = place(places, session);
            double opened = Double.parseDouble(place[OPENED]);
            if (place[KEFU].isEmpty()) {
                waiting.put(session, opened);
            } else {
                active.put(session, opened);
                served.put(String.format("%s %016d %s", place[KEFU], (long) opened, session), 0.0);
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
        for (String member : found) {
            if (!expected.containsKey(member)) {
                findings.compare(
                        key + " " + member,
                        "absent",
                        "present",
                        () -> redis.commands().zrem(key, member));
            }
        }
        expected.forEach((member, score) -> {
            if (mustBeComplete && !found.contains(member)) {
                findings.compare(
                        key + " " + member,
                        "present",
                        "absent",
                        () -> redis.commands().zadd(key, score, member));
            }
        });
    }

    private static String[] place(Map<String, String> places, String session) {
        return Objects.requireNonNull(places.get(session)).split(" ", -1);
    }
}
