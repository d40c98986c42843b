package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.access.RecogniseToken;
import io.kefu.websocket.socket.CloseCode;
import io.kefu.websocket.socket.Outbound;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a connection's login again. Closes the socket if the login has ended; otherwise passes on the login's user. */
final class LoginCheck implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LoginCheck.class);

    private final RecogniseToken recogniseToken;
    private final String token;
    private final Outbound outbound;
    private final Consumer<Principal> holder;
    private final Executor loop;

    /**
     * Makes the check.
     *
     * @param holder receives the login's user, whose name may have changed; called on the loop
     */
    LoginCheck(
            RecogniseToken recogniseToken, String token, Outbound outbound, Consumer<Principal> holder, Executor loop) {
        this.recogniseToken = recogniseToken;
        this.token = token;
        this.outbound = outbound;
        this.holder = holder;
        this.loop = loop;
    }

    @Override
    public void run() {
        recogniseToken
                .recognise(token)
                .thenAcceptAsync(
                        found -> found.ifPresentOrElse(holder, () -> outbound.close(CloseCode.LOGGED_OUT)), loop)
                .exceptionally(failure -> {
                    LOG.debug("A token could not be checked", failure);
                    return null;
                });
    }

    /**
     * Closes the socket in any case: with 4001 if the login has ended, else with 1001, so that the client reconnects.
     */
    void close() {
        var unused = recogniseToken
                .recognise(token)
                .handleAsync(
                        (holder, failure) -> {
                            outbound.close(
                                    failure == null && holder.isEmpty() ? CloseCode.LOGGED_OUT : CloseCode.GOING_AWAY);
                            return holder;
                        },
                        loop);
    }
}
