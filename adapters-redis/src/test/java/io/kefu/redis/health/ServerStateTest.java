package io.kefu.redis.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerStateTest {

    @Test
    void readsInfo() {
        ServerState state = ServerState.of("host:1", """
                # Memory\r
                used_memory:1000\r
                maxmemory:2000\r
                maxmemory_policy:volatile-ttl\r
                # Persistence\r
                aof_enabled:1\r
                aof_last_write_status:err\r
                rdb_last_save_time:1700000000\r
                # Replication\r
                connected_slaves:2\r
                slave0:ip=10.0.0.2,port=6379,state=online,offset=90,lag=0\r
                slave1:ip=10.0.0.3,port=6379,state=online,offset=40,lag=1\r
                master_repl_offset:100\r
                """);
        assertThat(state)
                .isEqualTo(new ServerState("host:1", 1000, 2000, "volatile-ttl", true, false, 1_700_000_000, 2, 60));
        assertThat(state.mayEvict()).isTrue();
        assertThat(state.isDurable()).isTrue();
    }

    @Test
    void mayNotEvictWithoutALimitOrWithNoeviction() {
        assertThat(ServerState.of("x", "maxmemory:0\nmaxmemory_policy:allkeys-lru")
                        .mayEvict())
                .isFalse();
        assertThat(ServerState.of("x", "maxmemory:10\nmaxmemory_policy:noeviction")
                        .mayEvict())
                .isFalse();
        assertThat(ServerState.of("x", "").isDurable()).isFalse();
    }
}
