package io.kefu.websocket.connection;

import io.kefu.application.access.RecogniseToken;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether a connection's login still lasts, and closes the socket where it does not. */
final class LoginCheck implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LoginCheck.class);

    private final RecogniseToken recogniseToken;
    private final String token;
    private final Outbound outbound;
    private final Executor loop;

    LoginCheck(RecogniseToken recogniseToken, String token, Outbound outbound, Executor loop) {
        this.recogniseToken = recogniseToken;
        this.token = token;
        this.outbound = outbound;
        this.loop = loop;
    }

    @Override
    public void run() {
        recogniseToken
                .recognise(token)
                .thenAcceptAsync(
                        holder -> {
                            if (holder.isEmpty()) {
                                outbound.close(CloseCode.LOGGED_OUT);
                            }
                        },
                        loop)
                .exceptionally(failure -> {
                    LOG.debug("A token could not be checked", failure);
                    return null;
                });
    }
}
