package io.kefu.bootstrap.embedded;

import io.kefu.redis.client.DriverOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Where the embedded Redis listens. Other users of the machine can't send it commands. */
sealed interface RedisListener {

    /** The address for a connection. */
    SocketAddress address();

    /** The commands that a new connection must send first, each with its line end; empty if there are none. */
    String login();

    /** The address for the driver, with the password if there is one. */
    URI uri();

    /** The lines of the configuration file of Redis. */
    String configuration();

    /** Chooses a Unix domain socket in the folder if the platform, the file system and the driver allow it, else a port. */
    static RedisListener choose(Path folder) throws IOException {
        Path socket = folder.resolve(UnixSocket.FILE);
        return DriverOptions.canUseUnixSockets() && canListen(socket)
                ? new UnixSocket(socket)
                : LoopbackPort.ofFreePort();
    }

    /** Tries to listen on the socket. This fails if the path is longer than about 100 bytes, and on some file systems. */
    private static boolean canListen(Path socket) throws IOException {
        // The JVM and the driver may encode other characters differently.
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(socket.toString())) {
            return false;
        }
        Files.deleteIfExists(socket);
        try (ServerSocketChannel probe = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.bind(UnixDomainSocketAddress.of(socket));
            return true;
        } catch (IOException | UnsupportedOperationException unsupported) {
            return false;
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    /** A Unix domain socket in a folder that only its owner can enter. */
    record UnixSocket(Path file) implements RedisListener {
        private static final String FILE = "redis.sock";

        @Override
        public SocketAddress address() {
            return UnixDomainSocketAddress.of(file);
        }

        @Override
        public String login() {
            return "";
        }

        @Override
        public URI uri() {
            return URI.create("redis-socket://" + file.toUri().getRawPath());
        }

        @Override
        public String configuration() {
            return """
                    port 0
                    unixsocket %s
                    unixsocketperm 700
                    """.formatted(FILE);
        }
    }

    /** A port of the loopback address, which every user of the machine can reach, with a password. */
    record LoopbackPort(int port, String password) implements RedisListener {

        // Another program can take the port before Redis does. Redis then refuses to start, and so does kefu.
        private static LoopbackPort ofFreePort() throws IOException {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return new LoopbackPort(probe.getLocalPort(), HexFormat.of().formatHex(random));
            }
        }

        @Override
        public SocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public String login() {
            return "AUTH " + password + "\r\n";
        }

        @Override
        public URI uri() {
            return URI.create("redis://:" + password + "@127.0.0.1:" + port);
        }

        @Override
        public String configuration() {
            return """
                    bind 127.0.0.1
                    port %d
                    requirepass %s
                    """.formatted(port, password);
        }

        @Override
        public String toString() {
            return "LoopbackPort[port=" + port + "]";
        }
    }
}
