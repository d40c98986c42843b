package io.kefu.websocket.delivery;

import io.kefu.application.access.Principal;
import io.kefu.application.access.RecogniseToken;
import io.kefu.websocket.socket.CloseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The login of one connection. Holds the user with the current name, and closes the socket when the login has ended. All
 * methods except {@link #closeSocket} are called on the socket's event loop.
 */
public final class Login {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);

    private final RecogniseToken recogniseToken;
    private final NewConnection connection;
    private Principal user;

    Login(RecogniseToken recogniseToken, NewConnection connection) {
        this.recogniseToken = recogniseToken;
        this.connection = connection;
        this.user = connection.user();
    }

    /** The user with the current name, which other users see on everything that the connection sends. */
    public Principal user() {
        return user;
    }

    /** The user was renamed. */
    void renamed(String name) {
        user = new Principal(user.id(), user.role(), name);
    }

    /** Reads the login again. Closes the socket if the login has ended. */
    void check() {
        recogniseToken
                .recognise(connection.token())
                .thenAcceptAsync(
                        found -> found.ifPresentOrElse(
                                current -> user = current,
                                () -> connection.outbound().close(CloseCode.LOGGED_OUT)),
                        connection.loop())
                .exceptionally(failure -> {
                    LOG.debug("A login could not be read; the next check reads it", failure);
                    return null;
                });
    }

    /**
     * Closes the socket in any case: with 4001 if the login has ended, else with 1001, so that the client reconnects.
     * Called after the store's data were replaced, which makes the state of the connection invalid. May be called on any
     * thread.
     */
    public void closeSocket() {
        var unused = recogniseToken
                .recognise(connection.token())
                .handleAsync(
                        (found, failure) -> {
                            boolean isLoggedOut = failure == null && found.isEmpty();
                            connection.outbound().close(isLoggedOut ? CloseCode.LOGGED_OUT : CloseCode.GOING_AWAY);
                            return found;
                        },
                        connection.loop());
    }
}
