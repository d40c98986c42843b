package io.kefu.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.session.testing.SessionHouse;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.Test;

class ReleaseKefuTest {
    private final SessionHouse house = SessionHouse.inMemory();

    @Test
    void theSessionsAreAssignedToOthersOrWaitAtTheHead() {
        UserId going = house.comes("going", 3);
        Session first = house.opens("a");
        Session second = house.opens("b");
        Session third = house.opens("c");
        Session waiting = house.opens("d");
        UserId staying = new UserId("staying");
        house.presence().endDuty(going, house.clock().instant());
        house.comes("staying", 1);
        assertThat(house.find(waiting.id()).kefu()).isEqualTo(staying);
        house.closes(waiting.id());

        house.releaseKefu().release(going);

        assertThat(house.find(first.id()).kefu()).isEqualTo(staying);
        assertThat(house.find(second.id()).state()).isEqualTo(SessionState.WAITING);
        assertThat(house.find(second.id()).kefu()).isNull();
        assertThat(house.desk().find(second.id()).orElseThrow().position()).isEqualTo(1);
        assertThat(house.desk().find(third.id()).orElseThrow().position()).isEqualTo(2);
    }
}
