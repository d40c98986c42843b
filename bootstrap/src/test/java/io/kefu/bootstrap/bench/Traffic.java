package io.kefu.bootstrap.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.bootstrap.bench.Users.Pair;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages from customers to their kefu, and checks and times those that arrive. Each message contains the index of its
 * sender, its number and its time.
 */
final class Traffic implements LoadSocket.Listener {
    private static final byte MARK = '~';
    private static final byte DOT = '.';
    private static final int AT_A_TIME = 50;

    /** The offset of the type in a frame of the service. */
    private static final int TYPE = "{\"type\":\"".length();

    private static final long PATIENCE = 10_000_000_000L;

    private final EventLoop loop;
    private final List<Sender> senders = new ArrayList<>();
    private final Histogram latencies = new Histogram();
    private final byte[] frame = new byte[65_536];
    private final byte[] tail;
    private boolean isReplying;
    private long measureFrom = Long.MAX_VALUE;
    private long measureUntil = Long.MAX_VALUE;
    private long sent;
    private long arrived;
    private long arrivedBefore;
    private long doubled;
    private long disordered;
    private long strays;
    private @Nullable String refusal;

    /**
     * Connects all users.
     *
     * @param pad characters of a message besides the measured data
     * @param bothWays whether kefu send as well
     */
    Traffic(EventLoop loop, List<Pair> pairs, int pad, boolean bothWays) {
        this.loop = loop;
        this.tail = (String.valueOf((char) MARK) + "x".repeat(pad) + "\"}}").getBytes(UTF_8);
        List<LoadSocket> kefu = loop.openAll(pairs.stream().map(Pair::kefu).toList(), AT_A_TIME, this);
        List<LoadSocket> customers =
                loop.openAll(pairs.stream().map(Pair::customer).toList(), AT_A_TIME, this);
        for (int i = 0; i < pairs.size(); i++) {
            senders.add(new Sender(customers.get(i), kefu.get(i)));
            if (bothWays) {
                senders.add(new Sender(kefu.get(i), customers.get(i)));
            }
        }
    }

    /** A sender, and the messages of it that arrived. */
    private static final class Sender {
        private final LoadSocket from;
        private final LoadSocket to;
        private final byte[] head;
        private final BitSet seen = new BitSet();
        private int sent;
        private int highest = -1;

        Sender(LoadSocket from, LoadSocket to) {
            this.from = from;
            this.to = to;
            this.head = "{\"type\":\"message\",\"data\":{\"to_user_id\":\"%s\",\"msg_type\":\"text\",\"content\":\"%c"
                    .formatted(to.user().id(), (char) MARK)
                    .getBytes(UTF_8);
        }
    }

    /**
     * The result of a measurement.
     *
     * @param perSecond messages that arrived per second
     * @param p50 median latency in milliseconds
     * @param p99 99th percentile of the latency in milliseconds
     * @param lost messages that did not arrive within some seconds
     * @param doubled messages that arrived more than once
     * @param disordered messages that arrived out of order or at another user
     * @param arrived all messages that arrived, also before and after the measured time
     */
    record Result(double perSecond, double p50, double p99, long lost, long doubled, long disordered, long arrived) {}

    /** Keeps {@code window} messages of each sender under way: when one arrives, the next is sent. */
    Result closedLoop(int window, long leadIn, long duration) {
        begin(leadIn, duration);
        isReplying = true;
        refill(window);
        loop.run(this::isOver, false);
        return end(duration);
    }

    /** Sends {@code rate} messages per second regardless of arrivals. Latencies count from the scheduled time. */
    Result openLoop(int rate, long leadIn, long duration) {
        return openLoop(rate, leadIn, duration, () -> {});
    }

    /**
     * Sends {@code rate} messages per second regardless of arrivals.
     *
     * @param beside runs in each turn as well
     */
    Result openLoop(int rate, long leadIn, long duration, Runnable beside) {
        begin(leadIn, duration);
        long start = System.nanoTime();
        long[] count = {0};
        BooleanSupplier sendDue = () -> {
            long now = System.nanoTime();
            long due = start + count[0] * 1_000_000_000L / rate;
            while (due <= now && due < measureUntil) {
                int next = (int) (count[0] % senders.size());
                send(next, due);
                count[0]++;
                due = start + count[0] * 1_000_000_000L / rate;
            }
            beside.run();
            return isOver();
        };
        loop.run(sendDue, true);
        return end(duration);
    }

    /** Sends {@code count} messages as fast as they arrive. */
    void fill(long count, int window) {
        isReplying = true;
        refill(window);
        loop.run(() -> refusal != null || arrived >= count, false);
        drain();
    }

    private void refill(int window) {
        for (int n = 0; n < window; n++) {
            for (int i = 0; i < senders.size(); i++) {
                send(i, System.nanoTime());
            }
        }
    }

    private void begin(long leadIn, long duration) {
        latencies.clear();
        arrivedBefore = arrived;
        measureFrom = System.nanoTime() + leadIn;
        measureUntil = measureFrom + duration;
    }

    private boolean isOver() {
        return refusal != null || System.nanoTime() >= measureUntil;
    }

    private Result end(long duration) {
        drain();
        Result result = new Result(
                latencies.count() * 1e9 / duration,
                latencies.millis(0.5),
                latencies.millis(0.99),
                sent - arrived,
                doubled,
                disordered + strays,
                arrived - arrivedBefore);
        // The next measurement starts from zero.
        arrived = sent;
        doubled = 0;
        disordered = 0;
        strays = 0;
        return result;
    }

    /** Waits until all messages have arrived, or none arrives for some seconds. */
    private void drain() {
        isReplying = false;
        long[] progress = {arrived, System.nanoTime()};
        loop.run(
                () -> {
                    if (arrived > progress[0]) {
                        progress[0] = arrived;
                        progress[1] = System.nanoTime();
                    }
                    return arrived >= sent || System.nanoTime() - progress[1] > PATIENCE;
                },
                false);
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
    }

    private void send(int index, long at) {
        Sender sender = senders.get(index);
        System.arraycopy(sender.head, 0, frame, 0, sender.head.length);
        int end = ByteSearch.put(frame, sender.head.length, index);
        frame[end] = DOT;
        end = ByteSearch.put(frame, end + 1, sender.sent);
        frame[end] = DOT;
        end = ByteSearch.put(frame, end + 1, at);
        System.arraycopy(tail, 0, frame, end, tail.length);
        sender.sent++;
        sent++;
        sender.from.send(frame, end + tail.length);
    }

    @Override
    public void text(LoadSocket socket, byte[] bytes, int from, int to) {
        switch (bytes[from + TYPE]) {
            case 'm' -> message(socket, bytes, from, to);
            case 'e' -> refusal = new String(bytes, from, to - from, UTF_8);
            default -> {
                // Other frames are ignored.
            }
        }
    }

    private void message(LoadSocket socket, byte[] bytes, int from, int to) {
        long now = System.nanoTime();
        int start = ByteSearch.indexOf(bytes, from, to, MARK) + 1;
        int firstDot = ByteSearch.indexOf(bytes, start, to, DOT);
        int secondDot = ByteSearch.indexOf(bytes, firstDot + 1, to, DOT);
        int end = ByteSearch.indexOf(bytes, secondDot + 1, to, MARK);
        if (start == 0 || end < 0) {
            strays++;
            return;
        }
        int index = (int) ByteSearch.number(bytes, start, firstDot);
        Sender sender = senders.get(index);
        int number = (int) ByteSearch.number(bytes, firstDot + 1, secondDot);
        if (sender.to != socket) {
            strays++;
        } else if (sender.seen.get(number)) {
            doubled++;
        } else {
            sender.seen.set(number);
            arrived++;
            if (number < sender.highest) {
                disordered++;
            }
            sender.highest = Math.max(sender.highest, number);
            if (now >= measureFrom && now < measureUntil) {
                latencies.add(now - ByteSearch.number(bytes, secondDot + 1, end));
            }
            if (isReplying) {
                send(index, now);
            }
        }
    }

    @Override
    public void closed(LoadSocket socket) {
        refusal = "the service closed the socket of " + socket.user().id();
    }
}
