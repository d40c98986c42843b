package io.kefu.bootstrap.system;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import org.jspecify.annotations.Nullable;

/** Creates users of every role through the API and logs them in. Its methods return access tokens. */
public final class TestAccounts {
    public static final String PASSWORD = "password123";

    private final Api api;

    /** Creates staff; a password takes long to check, and this token needs no further login. */
    private @Nullable String creator;

    public TestAccounts(Api api) {
        this.api = api;
    }

    /** Logs in the first admin, whose status becomes {@code away}, so that all sessions go to kefu. */
    public String admin() {
        String token = logIn("admin", KefuNode.ADMIN_PASSWORD);
        String away = "{\"kefu_id\": \"admin\", \"status\": \"away\"}";
        require(200, api.post(token, "/api/auth/kefu/heartbeat", away));
        return token;
    }

    public String kefu(String id) {
        return kefu(id, id);
    }

    public String kefu(String id, String name) {
        return make(id, name, "kefu");
    }

    String secondAdmin(String id) {
        return make(id, id, "admin");
    }

    public String customer(String id) {
        return customer(id, id);
    }

    public String customer(String id, String name) {
        return require(
                        201,
                        api.post(null, "/api/users", "{\"user_id\": \"%s\", \"username\": \"%s\"}".formatted(id, name)))
                .text("session_id");
    }

    String logIn(String id, String password) {
        return require(200, api.post(null, "/api/auth/kefu/login", login(id, password)))
                .text("session_id");
    }

    static String login(String id, String password) {
        return "{\"kefu_id\": \"%s\", \"password\": \"%s\"}".formatted(id, password);
    }

    private String make(String id, String name, String type) {
        String user = "{\"user_id\": \"%s\", \"username\": \"%s\", \"user_type\": \"%s\", \"password\": \"%s\"}"
                .formatted(id, name, type, PASSWORD);
        if (creator == null) {
            creator = admin();
        }
        require(201, api.post(creator, "/api/users", user));
        return logIn(id, PASSWORD);
    }

    private static Answer require(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.toString());
        }
        return answer;
    }
}
