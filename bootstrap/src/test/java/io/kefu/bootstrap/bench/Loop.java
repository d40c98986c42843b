package io.kefu.bootstrap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The one thread of the load: all its wires, and nothing that would keep a core from the service. */
final class Loop implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int PORTS_OF_AN_ADDRESS = 20_000;
    private static final int LONGEST_WAIT_MILLIS = 50;

    private final InetSocketAddress server;
    private final Selector selector;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private List<Wire> unflushed = new ArrayList<>();
    private int opened;

    Loop(int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to connect; {@link Wire#isReady} says when it is done. */
    Wire open(People.Person person, Wire.Listener listener) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // Closing resets it: a port that lingered for a minute would soon be missing.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            bind(channel);
            channel.connect(server);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            Wire wire = new Wire(person, this, listener, channel, key);
            key.attach(wire);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An address has fewer ports than a service takes sockets, but there is more than one loopback address. */
    private void bind(SocketChannel channel) throws IOException {
        int address = opened / PORTS_OF_AN_ADDRESS % 100;
        opened++;
        if (address > 0) {
            byte[] bytes = {127, 0, 0, (byte) (address + 1)};
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(bytes), 0));
        }
    }

    /** Connects everybody, so many at a time, and returns the wires once all are ready. */
    List<Wire> openAll(List<People.Person> people, int atATime, Wire.Listener listener) {
        List<Wire> wires = new ArrayList<>();
        int[] ready = {0};
        long deadline = System.nanoTime() + 120_000_000_000L;
        run(
                () -> {
                    while (ready[0] < wires.size() && isSettled(wires.get(ready[0]))) {
                        ready[0]++;
                    }
                    while (wires.size() < people.size() && wires.size() - ready[0] < atATime) {
                        wires.add(open(people.get(wires.size()), listener));
                    }
                    return ready[0] == people.size() || System.nanoTime() > deadline;
                },
                false);
        if (wires.stream().anyMatch(wire -> !wire.isReady() || wire.isClosed())) {
            throw new IllegalStateException("not everybody could connect");
        }
        return wires;
    }

    private static boolean isSettled(Wire wire) {
        return wire.isReady() || wire.isClosed();
    }

    void wantsFlush(Wire wire) {
        unflushed.add(wire);
    }

    /**
     * Runs until told to stop.
     *
     * @param done is asked between two turns; what it sends goes out with the next
     * @param isBusy whether turns must not wait for something to come in, since time matters
     */
    void run(BooleanSupplier done, boolean isBusy) {
        while (!done.getAsBoolean()) {
            flush();
            turn(isBusy ? 1 : LONGEST_WAIT_MILLIS);
        }
        flush();
    }

    private void turn(int millis) {
        try {
            selector.select(this::handle, millis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(SelectionKey key) {
        Wire wire = (Wire) key.attachment();
        try {
            if (key.isConnectable()) {
                wire.connected();
            } else {
                if (key.isWritable()) {
                    wire.flush();
                }
                if (key.isReadable()) {
                    wire.read(buffer);
                }
            }
        } catch (IOException failure) {
            wire.failed(failure);
        }
    }

    private void flush() {
        List<Wire> now = unflushed;
        unflushed = new ArrayList<>();
        for (Wire wire : now) {
            try {
                wire.flush();
            } catch (IOException failure) {
                wire.failed(failure);
            }
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
