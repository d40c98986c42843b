package io.kefu.websocket.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.websocket.frame.ServerFrame.ConversationData;
import io.kefu.websocket.frame.ServerFrame.NoteData;
import io.kefu.websocket.frame.ServerFrame.SessionData;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String TIMESTAMP = "\"timestamp\":\"2026-03-01T12:00:00.123Z\"";
    private static final ConversationData CONVERSATION = new ConversationData("conv_1", "epoch", 7, 1, 2, 3, 4);
    private static final String CONVERSATION_JSON =
            "{\"conversation_id\":\"conv_1\",\"epoch\":\"epoch\",\"last_seq\":7,"
                    + "\"delivered_seq\":1,\"read_seq\":2,\"peer_delivered_seq\":3,\"peer_read_seq\":4}";

    static Stream<Arguments> notifications() {
        return Stream.of(
                Arguments.of(
                        Notification.SessionCreated.of(session("waiting", null, 3), NOW),
                        "session_created",
                        "\"user_id\":\"mei\"," + TIMESTAMP + ",\"session\":" + json("waiting", null, 3)
                                + ",\"queue_position\":3"),
                Arguments.of(
                        Notification.SessionWaiting.of(session("waiting", null, 3), NOW),
                        "session_waiting",
                        "\"user_id\":\"mei\"," + TIMESTAMP + ",\"session\":" + json("waiting", null, 3)
                                + ",\"queue_position\":3"),
                Arguments.of(
                        new Notification.SessionAssigned(
                                "mei", NOW, session("active", "li", null), 4, 7, null, CONVERSATION),
                        "session_assigned",
                        "\"user_id\":\"mei\"," + TIMESTAMP + ",\"session\":" + json("active", "li", null)
                                + ",\"first_seq\":4,\"last_seq\":7,\"conversation\":" + CONVERSATION_JSON),
                Arguments.of(
                        Notification.SessionTransferred.of(session("active", "li", null), NOW, 7),
                        "session_transferred",
                        "\"user_id\":\"mei\"," + TIMESTAMP + ",\"session\":" + json("active", "li", null)
                                + ",\"until_seq\":7"),
                Arguments.of(
                        Notification.SessionClosed.of(session("closed", "li", null), NOW),
                        "session_closed",
                        "\"user_id\":\"mei\"," + TIMESTAMP + ",\"session\":" + json("closed", "li", null)),
                Arguments.of(
                        Notification.SessionTagged.of(session("closed", "li", null), NOW),
                        "session_tagged",
                        "\"user_id\":\"mei\"," + TIMESTAMP + ",\"session\":" + json("closed", "li", null)),
                Arguments.of(
                        new Notification.NoteAdded("mei", NOW, "sess_1", new NoteData("note_1", "li", "三\n", NOW)),
                        "note_added",
                        "\"user_id\":\"mei\"," + TIMESTAMP
                                + ",\"session_id\":\"sess_1\",\"note\":{\"note_id\":\"note_1\","
                                + "\"author_id\":\"li\",\"content\":\"三\\n\",\"created_at\":\"2026-03-01T12:00:00.123Z\"}"),
                Arguments.of(
                        new Notification.RepliesChanged(NOW, true), "replies_changed", TIMESTAMP + ",\"shared\":true"),
                Arguments.of(
                        new Notification.UserOnline("mei", NOW), "user_online", "\"user_id\":\"mei\"," + TIMESTAMP),
                Arguments.of(
                        new Notification.UserOffline("mei", NOW), "user_offline", "\"user_id\":\"mei\"," + TIMESTAMP),
                Arguments.of(
                        new Notification.ConversationReset(NOW, CONVERSATION),
                        "conversation_reset",
                        TIMESTAMP + ",\"conversation\":" + CONVERSATION_JSON),
                Arguments.of(new Notification.BlocksChanged(NOW), "blocks_changed", TIMESTAMP),
                Arguments.of(
                        new Notification.HoursChanged(NOW, true, NOW),
                        "hours_changed",
                        TIMESTAMP + ",\"open\":true,\"next_change_at\":\"2026-03-01T12:00:00.123Z\""),
                Arguments.of(new Notification.QueueChanged(NOW, 0), "queue_changed", TIMESTAMP + ",\"waiting\":0"),
                Arguments.of(new Notification.ServiceInterrupted(NOW), "service_interrupted", TIMESTAMP),
                Arguments.of(new Notification.ServiceResumed(NOW), "service_resumed", TIMESTAMP));
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void jsonNamesTheEventAndLeavesOutMissingFields(Notification notification, String event, String fields) {
        assertThat(new String(TestFrames.JSON.write(Frames.notification(notification)), UTF_8))
                .isEqualToIgnoringWhitespace(
                        "{\"type\":\"notification\",\"data\":{\"event\":\"" + event + "\"," + fields + "}}");
    }

    @Test
    void everyTypeOfNotificationIsTested() {
        assertThat(notifications().<Class<?>>map(arguments -> arguments.get()[0].getClass()))
                .containsExactlyInAnyOrder(Notification.class.getPermittedSubclasses());
    }

    private static SessionData session(String status, @Nullable String kefu, @Nullable Integer position) {
        return new SessionData(
                "sess_1", "mei", "梅", kefu, null, status, NOW, 2, "support", position, "conv_1", null, null, null, null,
                null, null);
    }

    private static String json(String status, @Nullable String kefu, @Nullable Integer position) {
        return "{\"session_id\":\"sess_1\",\"user_id\":\"mei\",\"username\":\"梅\",\"kefu_id\":"
                + (kefu == null ? null : '"' + kefu + '"')
                + ",\"status\":\"" + status + "\",\"created_at\":\"2026-03-01T12:00:00.123Z\",\"messages_count\":2,"
                + "\"session_type\":\"support\"," + (position == null ? "" : "\"queue_position\":" + position + ",")
                + "\"conversation_id\":\"conv_1\"}";
    }
}
