package io.kefu.application.access;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the roles of each operation with a table that is kept apart from the code. */
class OperationTest {
    private static final String TABLE = """
            # operation            nobody customer kefu admin
            LOG_IN               | yes  | yes    | yes | yes
            LOG_IN_CUSTOMER      | yes  | yes    | yes | yes
            READ_HEALTH          | yes  | yes    | yes | yes
            CREATE_USER          | yes  | yes    | yes | yes
            LOG_OUT              |      | yes    | yes | yes
            LOG_OUT_KEFU         |      |        | yes | yes
            HEARTBEAT            |      |        | yes | yes
            READ_USER            |      | yes    | yes | yes
            UPDATE_USER          |      | yes    | yes | yes
            LIST_USERS           |      |        | yes | yes
            LIST_ONLINE_USERS    |      |        | yes | yes
            EXPORT_USER          |      | yes    |     | yes
            ERASE_USER           |      | yes    |     | yes
            READ_STATISTICS      |      |        | yes | yes
            READ_AUDIT           |      |        |     | yes
            CONNECT              |      | yes    | yes | yes
            PING                 |      | yes    | yes | yes
            SEND_MESSAGE         |      | yes    | yes | yes
            ADVANCE_CURSOR       |      | yes    | yes | yes
            READ_HISTORY         |      | yes    | yes | yes
            SEARCH_MESSAGES      |      | yes    | yes | yes
            READ_LATEST          |      | yes    | yes | yes
            READ_UNREAD          |      | yes    | yes | yes
            RECALL_MESSAGE       |      | yes    | yes | yes
            RESUME               |      | yes    | yes | yes
            TYPE                 |      | yes    | yes | yes
            USE_ROOMS            |      |        | yes | yes
            READ_CONNECTIONS     |      |        | yes | yes
            OPEN_SESSION         |      | yes    | yes | yes
            READ_SESSION         |      | yes    | yes | yes
            LIST_SESSIONS        |      |        | yes | yes
            LIST_USER_SESSIONS   |      | yes    | yes | yes
            LIST_ACTIVE_SESSIONS |      |        | yes | yes
            LIST_WAITING_SESSIONS |     |        | yes | yes
            CLOSE_SESSION        |      | yes    | yes | yes
            TRANSFER_SESSION     |      |        | yes | yes
            TAKE_SESSION         |      |        | yes | yes
            TAG_SESSION          |      |        | yes | yes
            ADD_NOTE             |      |        | yes | yes
            LIST_NOTES           |      |        | yes | yes
            RATE_SESSION         |      | yes    |     |
            LIST_REPLIES         |      |        | yes | yes
            WRITE_REPLY          |      |        | yes | yes
            UPLOAD_FILE          |      | yes    | yes | yes
            READ_FILE            |      | yes    | yes | yes
            LINK_FILE            |      | yes    | yes | yes
            DELETE_FILE          |      | yes    | yes | yes
            LIST_BLOCKS          |      |        | yes | yes
            BLOCK_USER           |      |        | yes | yes
            BLOCK_NETWORK        |      |        |     | yes
            REMOVE_BLOCK         |      |        | yes | yes
            READ_OPENING         | yes  | yes    | yes | yes
            READ_HOURS           |      |        | yes | yes
            SET_HOURS            |      |        |     | yes
            EXPLAIN_PRESENCE     |      |        | yes | yes
            """;

    @ParameterizedTest
    @CsvSource(textBlock = TABLE, delimiter = '|')
    void theRolesOfEachOperationMatchTheTable(
            Operation operation,
            @Nullable String nobody,
            @Nullable String customer,
            @Nullable String kefu,
            @Nullable String admin) {
        if (nobody == null) {
            assertRefused(ErrorCode.UNAUTHORIZED, () -> operation.requireAllowed(null));
        } else {
            assertThatCode(() -> operation.requireAllowed(null)).doesNotThrowAnyException();
        }
        assertThat(operation.isOpen()).isEqualTo(nobody != null);
        check(operation, Role.CUSTOMER, customer != null);
        check(operation, Role.KEFU, kefu != null);
        check(operation, Role.ADMIN, admin != null);
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationIsInTheTable(Operation operation) {
        assertThat(TABLE.lines().map(line -> line.replaceFirst("\\|.*", "").strip()))
                .containsOnlyOnce(operation.name());
    }

    private static void check(Operation operation, Role role, boolean isAllowed) {
        Principal caller = new Principal(new UserId("a"), role, "A");
        assertThat(operation.isFor(role)).isEqualTo(isAllowed);
        if (isAllowed) {
            assertThatCode(() -> operation.requireAllowed(caller)).doesNotThrowAnyException();
        } else {
            assertRefused(ErrorCode.FORBIDDEN, () -> operation.requireAllowed(caller));
        }
    }
}
