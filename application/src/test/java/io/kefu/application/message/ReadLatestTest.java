package io.kefu.application.message;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.at;
import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.Test;

class ReadLatestTest {
    private static final UserId A = new UserId("a");
    private static final UserId B = new UserId("b");

    private final MessagePorts ports = MessagePorts.inMemory();
    private final ReadLatest readLatest = new ReadLatest(ports.history());

    @Test
    void theNewestMessagesDependOnTheRole() {
        ports.assign(A, new UserId("one"), 1);
        ports.assign(B, new UserId("two"), 2);
        Message first = ports.store(Appends.customer(A, "x"));
        Message second = ports.store(at(Appends.customer(B, "y"), NOON.plusMillis(1)));
        Message third = ports.store(at(Appends.customer(A, "z"), NOON.plusMillis(2)));
        assertThat(readLatest.read(customer("a"), 10)).containsExactly(third, first);
        assertThat(readLatest.read(customer("a"), 1)).containsExactly(third);
        assertThat(readLatest.read(kefu("two"), 10)).containsExactly(second);
        assertThat(readLatest.read(kefu("three"), 10)).isEmpty();
        assertThat(readLatest.read(admin("root"), 2)).containsExactly(third, second);
    }

    @Test
    void aCountOutsideItsBoundsIsRefused() {
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> readLatest.read(customer("a"), 0));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> readLatest.read(admin("a"), ReadLatest.MAX_COUNT + 1));
        assertThat(readLatest.read(admin("a"), ReadLatest.MAX_COUNT)).isEmpty();
    }
}
