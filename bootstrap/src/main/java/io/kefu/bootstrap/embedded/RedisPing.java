package io.kefu.bootstrap.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Checks whether a Redis on the loopback address accepts commands. */
record RedisPing(int port, String password) {

    private static final int TIMEOUT_MILLIS = 1_000;

    /** Returns true if Redis accepts commands; false also while it listens but still loads its data. */
    boolean isAnswered() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String commands = "AUTH " + password + "\r\nPING\r\n";
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(answers.readLine()) && "+PONG".equals(answers.readLine());
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "RedisPing[port=" + port + "]";
    }
}
