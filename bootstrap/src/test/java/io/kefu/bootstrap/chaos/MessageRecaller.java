package io.kefu.bootstrap.chaos;

import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import java.io.UncheckedIOException;
import java.util.Random;

/** Recalls random messages of its user. A recall without an answer may or may not have taken effect. */
final class MessageRecaller {
    private final boolean enabled;
    private final String token;
    private final DeviceHistory history;
    private final Random random;

    MessageRecaller(boolean enabled, String token, DeviceHistory history, Random random) {
        this.enabled = enabled;
        this.token = token;
        this.history = history;
        this.random = random;
    }

    void recall(Api api) {
        if (enabled) {
            history.anyAcknowledged(random).ifPresent(message -> recall(api, message));
        }
    }

    private void recall(Api api, DeviceHistory.Acknowledgement message) {
        history.recall(message);
        try {
            Answer answer = api.post(token, "/api/messages/" + message.messageId() + "/recall", "{}");
            // A recall after the permitted time is refused, which is correct.
            if (answer.status() != 200 && answer.status() != 503 && answer.status() / 100 != 4) {
                history.violation("a recall failed: " + answer);
            }
        } catch (UncheckedIOException e) {
            // The node is down.
        }
    }
}
