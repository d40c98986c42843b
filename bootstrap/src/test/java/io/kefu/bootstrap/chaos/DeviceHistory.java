package io.kefu.bootstrap.chaos;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All that one device of a user said, was told, and got. Several threads write to it. */
final class DeviceHistory {
    private final String user;
    private final String device;
    private final Map<String, SentMessage> said = new LinkedHashMap<>();
    private final Map<String, Acknowledgement> told = new LinkedHashMap<>();
    private final Map<String, BitSet> held = new HashMap<>();
    private final Map<String, Long> reported;
    private final Map<String, Set<Long>> recalls = new HashMap<>();
    private final List<ConnectionHistory> connections = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    DeviceHistory(String user) {
        this(user, user, new ConcurrentHashMap<>());
    }

    /**
     * Begins a history.
     *
     * @param device how the device is called, different for all
     * @param reported what any of the user's devices has reported as delivered
     */
    DeviceHistory(String user, String device, Map<String, Long> reported) {
        this.user = user;
        this.device = device;
        this.reported = reported;
    }

    /**
     * A message that the user wants to send.
     *
     * @param id its client message id
     * @param conversation where it belongs
     * @param to how the user addresses it
     */
    record SentMessage(String id, String conversation, String to, String content) {}

    /** What an acknowledgement says. */
    record Acknowledgement(String conversation, long seq, String messageId) {}

    String user() {
        return user;
    }

    String device() {
        return device;
    }

    /** Notes a new message before it is sent for the first time. */
    synchronized SentMessage say(String conversation, String to) {
        String id = device + "-" + (said.size() + 1);
        SentMessage message = new SentMessage(id, conversation, to, "message " + (said.size() + 1) + " of " + device);
        said.put(id, message);
        return message;
    }

    synchronized void acknowledged(String id, Acknowledgement ack) {
        Acknowledgement known = told.putIfAbsent(id, ack);
        if (known != null && !known.equals(ack)) {
            fault(id + " was acknowledged as " + known + " and then as " + ack);
        }
        hold(ack.conversation, ack.seq);
    }

    synchronized void hold(String conversation, long seq) {
        held.computeIfAbsent(conversation, key -> new BitSet()).set((int) seq);
    }

    /** The seq up to which the user has everything. */
    synchronized long reach(String conversation) {
        return held.getOrDefault(conversation, new BitSet()).nextClearBit(1) - 1L;
    }

    /** Which of the first so many messages the user never got. */
    synchronized List<Long> missing(String conversation, long last) {
        BitSet got = held.getOrDefault(conversation, new BitSet());
        List<Long> missing = new ArrayList<>();
        for (int seq = got.nextClearBit(1); seq <= last; seq = got.nextClearBit(seq + 1)) {
            missing.add((long) seq);
        }
        return missing;
    }

    /** Notes what the device is about to report as delivered. */
    void report(String conversation, long seq) {
        reported.merge(conversation, seq, Math::max);
    }

    /** The service cannot know of more than it was told. */
    synchronized void startsAfter(String conversation, long delivered) {
        long most = reported(conversation);
        if (delivered > most) {
            fault(conversation + " starts after " + delivered + ", but only " + most + " was ever reported");
        }
    }

    /** The most that any of the user's devices has reported as delivered. */
    long reported(String conversation) {
        return reported.getOrDefault(conversation, 0L);
    }

    synchronized List<SentMessage> unacknowledged() {
        return said.values().stream()
                .filter(message -> !told.containsKey(message.id))
                .toList();
    }

    synchronized @Nullable SentMessage said(String id) {
        return said.get(id);
    }

    synchronized Map<String, SentMessage> said() {
        return new LinkedHashMap<>(said);
    }

    synchronized Map<String, Acknowledgement> told() {
        return new LinkedHashMap<>(told);
    }

    /** A message of the user's own that may be recalled. */
    synchronized Optional<Acknowledgement> recallable(Random random) {
        List<Acknowledgement> all = List.copyOf(told.values());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    /** Notes that a message may be recalled from now on. */
    synchronized void recall(Acknowledgement message) {
        recalls.computeIfAbsent(message.conversation, key -> new TreeSet<>()).add(message.seq);
    }

    synchronized Set<Long> recalls(String conversation) {
        return new TreeSet<>(recalls.getOrDefault(conversation, Set.of()));
    }

    synchronized void connection(ConnectionHistory connection) {
        connections.add(connection);
    }

    synchronized List<ConnectionHistory> connections() {
        return List.copyOf(connections);
    }

    /** Notes what should never happen. */
    synchronized void fault(String what) {
        faults.add(device + ": " + what);
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
