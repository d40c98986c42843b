package io.kefu.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.session.testing.SessionFixture;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.Test;

class ReleaseKefuTest {
    private final SessionFixture fixture = SessionFixture.inMemory();

    @Test
    void theSessionsAreAssignedToOthersOrWaitAtTheHead() {
        UserId going = fixture.comes("going", 3);
        Session first = fixture.opens("a");
        Session second = fixture.opens("b");
        Session third = fixture.opens("c");
        Session waiting = fixture.opens("d");
        UserId staying = new UserId("staying");
        fixture.presence().endDuty(going, fixture.clock().instant());
        fixture.comes("staying", 1);
        assertThat(fixture.find(waiting.id()).kefu()).isEqualTo(staying);
        fixture.closes(waiting.id());

        fixture.releaseKefu().release(going);

        assertThat(fixture.find(first.id()).kefu()).isEqualTo(staying);
        assertThat(fixture.find(second.id()).state()).isEqualTo(SessionState.WAITING);
        assertThat(fixture.find(second.id()).kefu()).isNull();
        assertThat(fixture.desk().find(second.id()).orElseThrow().position()).isEqualTo(1);
        assertThat(fixture.desk().find(third.id()).orElseThrow().position()).isEqualTo(2);
    }
}
