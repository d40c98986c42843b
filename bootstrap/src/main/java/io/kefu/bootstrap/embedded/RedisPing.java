package io.kefu.bootstrap.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Checks whether a Redis accepts commands. */
record RedisPing(RedisListener listener) {

    /** Returns true if Redis accepts commands; false also while it listens but still loads its data. */
    boolean isAnswered() {
        try (SocketChannel channel = SocketChannel.open(listener.address())) {
            // Another program that has taken the port may never answer. Closing the channel ends the read.
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> close(channel));
            // Redis closes the connection after QUIT, which ends the answers.
            String commands = listener.login() + "PING\r\nQUIT\r\n";
            channel.write(ByteBuffer.wrap(commands.getBytes(StandardCharsets.US_ASCII)));
            var answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII));
            return answers.lines().anyMatch("+PONG"::equals);
        } catch (IOException | UncheckedIOException notYet) {
            return false;
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
