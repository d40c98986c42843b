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

/** Everything that one device sent and received. Thread-safe. */
final class DeviceHistory {
    private final String user;
    private final String device;
    private final Map<String, SentMessage> sent = new LinkedHashMap<>();
    private final Map<String, Acknowledgement> acknowledgements = new LinkedHashMap<>();
    private final Map<String, BitSet> received = new HashMap<>();
    private final Map<String, Long> reported;
    private final Map<String, Set<Long>> recalls = new HashMap<>();
    private final List<ConnectionHistory> connections = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    DeviceHistory(String user) {
        this(user, user, new ConcurrentHashMap<>());
    }

    /**
     * Creates an empty history.
     *
     * @param device the unique name of the device
     * @param reported the highest seq that any device of the user has reported as delivered, by conversation
     */
    DeviceHistory(String user, String device, Map<String, Long> reported) {
        this.user = user;
        this.device = device;
        this.reported = reported;
    }

    /**
     * A message that the device sends.
     *
     * @param id the client message id
     * @param conversation the id of the conversation
     * @param to the {@code to_user_id}
     */
    record SentMessage(String id, String conversation, String to, String content) {}

    /** The content of an ack. */
    record Acknowledgement(String conversation, long seq, String messageId) {}

    String user() {
        return user;
    }

    String device() {
        return device;
    }

    /** Creates a message, and records it before it is sent for the first time. */
    synchronized SentMessage newMessage(String conversation, String to) {
        String id = device + "-" + (sent.size() + 1);
        SentMessage message = new SentMessage(id, conversation, to, "message " + (sent.size() + 1) + " of " + device);
        sent.put(id, message);
        return message;
    }

    synchronized void acknowledge(String id, Acknowledgement ack) {
        Acknowledgement known = acknowledgements.putIfAbsent(id, ack);
        if (known != null && !known.equals(ack)) {
            violation(id + " was acknowledged as " + known + " and then as " + ack);
        }
        receive(ack.conversation, ack.seq);
    }

    synchronized void receive(String conversation, long seq) {
        received.computeIfAbsent(conversation, key -> new BitSet()).set((int) seq);
    }

    /** The highest seq up to which the device has received every entry. */
    synchronized long reach(String conversation) {
        return received.getOrDefault(conversation, new BitSet()).nextClearBit(1) - 1L;
    }

    /** The seqs up to {@code last} that the device never received. */
    synchronized List<Long> missing(String conversation, long last) {
        BitSet seqs = received.getOrDefault(conversation, new BitSet());
        List<Long> missing = new ArrayList<>();
        for (int seq = seqs.nextClearBit(1); seq <= last; seq = seqs.nextClearBit(seq + 1)) {
            missing.add((long) seq);
        }
        return missing;
    }

    /** Records a cursor that the device is about to report as delivered. */
    void report(String conversation, long seq) {
        reported.merge(conversation, seq, Math::max);
    }

    /** Checks that the service claims no delivery beyond what was reported. */
    synchronized void checkStart(String conversation, long delivered) {
        long highest = reported(conversation);
        if (delivered > highest) {
            violation(conversation + " starts after " + delivered + ", but only " + highest + " was ever reported");
        }
    }

    /** The highest seq that any device of the user has reported as delivered. */
    long reported(String conversation) {
        return reported.getOrDefault(conversation, 0L);
    }

    synchronized List<SentMessage> unacknowledged() {
        return sent.values().stream()
                .filter(message -> !acknowledgements.containsKey(message.id))
                .toList();
    }

    synchronized @Nullable SentMessage sentMessage(String id) {
        return sent.get(id);
    }

    synchronized Map<String, SentMessage> sent() {
        return new LinkedHashMap<>(sent);
    }

    synchronized Map<String, Acknowledgement> acknowledgements() {
        return new LinkedHashMap<>(acknowledgements);
    }

    /** A random acknowledged message. */
    synchronized Optional<Acknowledgement> anyAcknowledged(Random random) {
        List<Acknowledgement> all = List.copyOf(acknowledgements.values());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    /** Records that a message may be recalled from now on. */
    synchronized void recall(Acknowledgement message) {
        recalls.computeIfAbsent(message.conversation, key -> new TreeSet<>()).add(message.seq);
    }

    synchronized Set<Long> recalls(String conversation) {
        return new TreeSet<>(recalls.getOrDefault(conversation, Set.of()));
    }

    synchronized void add(ConnectionHistory connection) {
        connections.add(connection);
    }

    synchronized List<ConnectionHistory> connections() {
        return List.copyOf(connections);
    }

    /** Records behaviour of the service that its promises exclude. */
    synchronized void violation(String description) {
        violations.add(device + ": " + description);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
