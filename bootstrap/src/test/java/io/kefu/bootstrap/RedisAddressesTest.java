package io.kefu.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressesTest {

    @Test
    void areNoneWithoutConfiguration() {
        assertThat(configured(Map.of()).isEmpty()).isTrue();
        assertThat(configured(Map.of("redis.uri", "")).isEmpty()).isTrue();
    }

    @Test
    void areSeveralForACluster() {
        RedisAddresses addresses = configured(Map.of("redis.uris", "redis://one:6379,redis://two:6379"));
        assertThat(addresses.uris()).containsExactly("redis://one:6379", "redis://two:6379");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost",
                "rediss://user:pass/word@redis.example:6380/2",
                "redis-sentinel://secret@one:26379,two:26379/0#main"
            })
    void areShownWithoutCredentials(String uri) {
        RedisAddresses addresses = configured(Map.of("redis.uri", uri));
        assertThat(addresses.isEmpty()).isFalse();
        assertThat(addresses.toString()).doesNotContain("user", "pass", "word", "secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:6379",
                "http://user:secret@localhost",
                "user:secret@localhost",
                "redis://a b",
                "redis-sentinel://secret@one:26379"
            })
    void areRefusedWhenMalformed(String uri) {
        assertThatThrownBy(() -> configured(Map.of("redis.uri", uri)))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("REDIS_URI: '")
                .hasMessageContaining("expected redis://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void ofAClusterAreAtLeastOne() {
        assertThatThrownBy(() -> configured(Map.of("redis.uris", "")))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("REDIS_URIS: it is empty");
    }

    private static RedisAddresses configured(Map<String, Object> properties) {
        try (ApplicationContext context =
                ApplicationContext.builder().properties(properties).build()) {
            return RedisAddresses.configured(context.getEnvironment().start());
        }
    }
}
