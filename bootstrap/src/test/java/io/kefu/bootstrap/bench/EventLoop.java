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

/** Runs all sockets of the load on one thread, so that the other cores are free for the service. */
final class EventLoop implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int PORTS_OF_AN_ADDRESS = 20_000;
    private static final int LONGEST_WAIT_MILLIS = 50;

    private final InetSocketAddress server;
    private final Selector selector;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private List<LoadSocket> unflushed = new ArrayList<>();
    private int opened;

    EventLoop(int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to connect; {@link LoadSocket#isReady} says when it is done. */
    LoadSocket open(Users.User user, LoadSocket.Listener listener) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // A reset on close frees the port at once, instead of after a minute.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            bind(channel);
            channel.connect(server);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            LoadSocket socket = new LoadSocket(user, this, listener, channel, key);
            key.attach(socket);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uses several loopback addresses, as one address has fewer ports than the service takes sockets. */
    private void bind(SocketChannel channel) throws IOException {
        int address = opened / PORTS_OF_AN_ADDRESS % 100;
        opened++;
        if (address > 0) {
            byte[] bytes = {127, 0, 0, (byte) (address + 1)};
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(bytes), 0));
        }
    }

    /** Connects all users, with at most {@code atATime} handshakes under way, and returns once every socket is ready. */
    List<LoadSocket> openAll(List<Users.User> users, int atATime, LoadSocket.Listener listener) {
        List<LoadSocket> sockets = new ArrayList<>();
        int[] ready = {0};
        long deadline = System.nanoTime() + 120_000_000_000L;
        run(
                () -> {
                    while (ready[0] < sockets.size() && isSettled(sockets.get(ready[0]))) {
                        ready[0]++;
                    }
                    while (sockets.size() < users.size() && sockets.size() - ready[0] < atATime) {
                        sockets.add(open(users.get(sockets.size()), listener));
                    }
                    return ready[0] == users.size() || System.nanoTime() > deadline;
                },
                false);
        if (sockets.stream().anyMatch(socket -> !socket.isReady() || socket.isClosed())) {
            throw new IllegalStateException("not all users could connect");
        }
        return sockets;
    }

    private static boolean isSettled(LoadSocket socket) {
        return socket.isReady() || socket.isClosed();
    }

    void wantsFlush(LoadSocket socket) {
        unflushed.add(socket);
    }

    /**
     * Runs until the condition holds.
     *
     * @param done is evaluated between two turns; frames that it sends are written in the next turn
     * @param isBusy whether a turn waits at most a millisecond for input
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
        LoadSocket socket = (LoadSocket) key.attachment();
        try {
            if (key.isConnectable()) {
                socket.connected();
            } else {
                if (key.isWritable()) {
                    socket.flush();
                }
                if (key.isReadable()) {
                    socket.read(buffer);
                }
            }
        } catch (IOException failure) {
            socket.failed(failure);
        }
    }

    private void flush() {
        List<LoadSocket> now = unflushed;
        unflushed = new ArrayList<>();
        for (LoadSocket socket : now) {
            try {
                socket.flush();
            } catch (IOException failure) {
                socket.failed(failure);
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
