package io.kefu.rest.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.rest.address.ClientAddress;
import io.kefu.rest.connection.IdleConnections.IdleConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {
    private static final int OF_ADDRESS = 2;
    private static final int IN_ALL = 5;

    private final IdleConnections idle = new IdleConnections(new IdleLimits(true, OF_ADDRESS, IN_ALL));
    private final List<IdleConnection> ended = new ArrayList<>();

    /** A connection that records its end. */
    private final class Recorded implements IdleConnection {
        private final @Nullable ClientAddress address;

        Recorded(@Nullable String address) {
            this.address = address == null ? null : new ClientAddress(address, null);
        }

        @Override
        public @Nullable ClientAddress address() {
            return address;
        }

        @Override
        public void endIfIdle() {
            ended.add(this);
        }
    }

    private Recorded added(IdleConnections to, @Nullable String address) {
        Recorded connection = new Recorded(address);
        to.add(connection);
        return connection;
    }

    @Test
    void beyondTheLimitOfAnAddressItsLongestIdleConnectionEnds() {
        Recorded other = added(idle, "b");
        Recorded first = added(idle, "a");
        Recorded second = added(idle, "a");
        added(idle, "a");
        assertThat(ended).containsExactly(first);
        added(idle, "a");
        assertThat(ended).containsExactly(first, second).doesNotContain(other);
    }

    @Test
    void aConnectionThatIsNotIdleDoesNotCount() {
        Recorded first = added(idle, "a");
        Recorded second = added(idle, "a");
        idle.remove(first);
        added(idle, "a");
        assertThat(ended).isEmpty();
        idle.add(first);
        assertThat(ended).containsExactly(second);
    }

    @Test
    void beyondTheTotalLimitTheLongestIdleConnectionEnds() {
        Recorded first = added(idle, "a");
        for (String address : List.of("b", "c", "d", "e", "f")) {
            added(idle, address);
        }
        assertThat(ended).containsExactly(first);
    }

    @Test
    void onlyTheTotalLimitAppliesToTrustedProxies() {
        List<Recorded> ofProxy = new ArrayList<>();
        for (int i = 0; i < IN_ALL; i++) {
            ofProxy.add(added(idle, null));
        }
        assertThat(ended).isEmpty();
        added(idle, null);
        assertThat(ended).containsExactly(ofProxy.getFirst());
    }

    @Test
    void limitsCanBeTurnedOff() {
        IdleConnections unlimited = new IdleConnections(new IdleLimits(false, OF_ADDRESS, IN_ALL));
        for (int i = 0; i < 100; i++) {
            added(unlimited, "a");
        }
        assertThat(ended).isEmpty();
    }
}
