package io.kefu.bootstrap.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressesTest {

    @Test
    void areEmptyWithoutConfiguration() {
        assertThat(configured(Map.of()).isEmpty()).isTrue();
    }

    @Test
    void keepsEveryAddressOfACluster() {
        RedisAddresses addresses = configured(Map.of("redis.uris", "redis://one:6379,redis://two:6379"));
        assertThat(addresses.uris()).containsExactly("redis://one:6379", "redis://two:6379");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost",
                "rediss://user:pass%2Fword@redis.example:6380/2",
                "redis-sentinel://secret@one:26379,two:26379/0#main"
            })
    void hidesCredentialsInItsText(String uri) {
        RedisAddresses addresses = configured(Map.of("redis.uri", uri));
        assertThat(addresses.isEmpty()).isFalse();
        assertThat(addresses.toString()).doesNotContain("user", "pass", "word", "secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                               | it is empty",
                "'  '                             | it is empty",
                "redis://a b                      | blanks",
                "' redis://secret@a'              | blanks",
                "'redis://secret@a\n'            | blanks",
                "secret                           | known scheme",
                "localhost:6379                   | known scheme",
                "user:secret@localhost            | known scheme",
                "http://user:secret@localhost     | known scheme",
                "REDISS+X://secret                | known scheme",
                "redis:secret                     | no host",
                "redis://                         | not an address",
                "redis:///0                       | no host",
                "redis://:secret@                 | no host",
                "redis://:secret@:6379            | no host",
                "redis://:secret                  | no host",
                "redis://a,b                      | host",
                "redis://a:secret                 | port",
                "redis://user:secret/word@a:1/2   | port",
                "redis://a:0                      | port",
                "redis://a:65536                  | port",
                "redis://a:                       | port",
                "redis://a:-1                     | port",
                "redis://secret@a:6379/x          | database",
                "redis://a/1/2                    | database",
                "redis://a/-1                     | database",
                "redis://a/99999                  | database",
                "redis://:sec#ret@a               | no host",
                "redis-socket:                    | not an address",
                "redis-sentinel://secret@a:26379  | no master",
                "redis-sentinel://a,b:x#main      | port",
                "redis-sentinel://a,#main         | no host",
            })
    void refusesAMalformedAddress(String uri, String fault) {
        assertThatThrownBy(() -> configured(Map.of("redis.uri", uri)))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("REDIS_URI: ")
                .hasMessageContaining(fault)
                .hasMessageContaining("expected redis://")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://a",
                "redis://a/",
                "redis://a:1/0",
                "redis://:p%23w@a:65535/15",
                "redis://[::1]:6379",
                "redis+ssl://a",
                "redis-socket:///run/redis.sock",
                "redis-sentinel://a,b:26379/2#main"
            })
    void acceptsAWellFormedAddress(String uri) {
        assertThat(configured(Map.of("redis.uri", uri)).uris()).containsExactly(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "redis://a/1", "redis://a,redis://b:x", "redis-sentinel://a#main", "redis://a,,redis://b"})
    void refusesMalformedAddressesOfACluster(String uris) {
        assertThatThrownBy(() -> configured(Map.of("redis.uris", uris)))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("REDIS_URIS: ");
    }

    private static RedisAddresses configured(Map<String, Object> properties) {
        try (ApplicationContext context =
                ApplicationContext.builder().properties(properties).build()) {
            return RedisAddresses.configured(context.getEnvironment().start());
        }
    }
}
