package io.kefu.redis.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy between a client and a server that simulates faults of the network. */
public final class FaultyProxy implements AutoCloseable {
    private static final int BUFFER = 8_192;

    private final InetSocketAddress own;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile InetSocketAddress server;
    private volatile ServerSocket listener;
    private volatile boolean swallows;

    private FaultyProxy(int server, int own) {
        this.server = loopback(server);
        this.own = loopback(own);
        this.listener = listen();
    }

    /** Starts a proxy for a server. */
    public static FaultyProxy to(ProcessServer server) {
        return to(server.port());
    }

    /** Starts a proxy for the server on this port of the loopback address. */
    public static FaultyProxy to(int port) {
        return new FaultyProxy(port, Ports.free(1).getFirst());
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The port of the proxy. */
    public int port() {
        return own.getPort();
    }

    /** The address of a proxy for Redis, in the form that the configuration takes. */
    public String address() {
        return "redis://127.0.0.1:" + port();
    }

    /** Passes new connections to the server on this port, which may have changed with a restart. */
    public void redirect(int port) {
        server = loopback(port);
    }

    /** Resets all connections, and refuses new ones. */
    public synchronized void refuse() {
        close(listener);
        links.forEach(Link::reset);
    }

    /** Drops all data on all connections. New connections are accepted, and their data are dropped as well. */
    public synchronized void swallow() {
        swallows = true;
        links.forEach(link -> link.isDead = true);
    }

    /** Forwards the data of new connections again. Connections that lost data stay broken. */
    public synchronized void mend() {
        swallows = false;
        if (listener.isClosed()) {
            listener = listen();
        }
    }

    private ServerSocket listen() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(own);
            Thread.ofVirtual().start(() -> accept(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                connect(from.accept());
            }
        } catch (IOException closed) {
            // The proxy refuses connections now.
        }
    }

    private synchronized void connect(Socket client) {
        Link link = new Link(client, new Socket(), swallows);
        links.add(link);
        try {
            link.server.connect(server);
            Thread.ofVirtual().start(() -> link.pass(link.client, link.server));
            Thread.ofVirtual().start(() -> link.pass(link.server, link.client));
        } catch (IOException gone) {
            link.reset();
        }
        if (listener.isClosed()) {
            link.reset();
        }
    }

    @Override
    public synchronized void close() {
        refuse();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection on both sides of the proxy. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean isDead;

        Link(Socket client, Socket server, boolean isDead) {
            this.client = client;
            this.server = server;
            this.isDead = isDead;
        }

        void pass(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (!isDead) {
                        out.write(buffer, 0, count);
                    }
                }
            } catch (IOException ended) {
                // The other direction ends as well.
            }
            reset();
        }

        void reset() {
            links.remove(this);
            reset(client);
            reset(server);
        }

        private void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException closed) {
                return;
            }
            FaultyProxy.close(socket);
        }
    }
}
