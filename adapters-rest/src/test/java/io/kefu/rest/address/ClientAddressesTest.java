package io.kefu.rest.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.MutableHttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {
    private final ClientAddresses addresses =
            new ClientAddresses(new TrustedProxies(List.of("10.0.0.0/8", "192.0.2.1", "fd00::/8")));

    private String addressOf(String peer, HttpRequest<Object> request) {
        return addresses
                .of(new HttpRequestWrapper<>(request) {
                    @Override
                    public InetSocketAddress getRemoteAddress() {
                        return new InetSocketAddress(InetAddress.ofLiteral(peer), 40_000);
                    }
                })
                .value();
    }

    private String forwardedFor(String... lines) {
        MutableHttpRequest<Object> request = HttpRequest.GET("/");
        for (String line : lines) {
            request.getHeaders().add("X-Forwarded-For", line);
        }
        return addressOf("10.0.0.1", request);
    }

    private String forwarded(String... lines) {
        MutableHttpRequest<Object> request = HttpRequest.GET("/");
        for (String line : lines) {
            request.getHeaders().add(HttpHeaders.FORWARDED, line);
        }
        return addressOf("10.0.0.1", request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "198.51.100.7 | 198.51.100.7",
                "198.51.100.7:40007 | 198.51.100.7",
                "198.51.100.7:_port | 198.51.100.7",
                "\"198.51.100.7\" | 198.51.100.7",
                "\"198.51.100.7:40007\" | 198.51.100.7",
                "::ffff:198.51.100.7 | 198.51.100.7",
                "[::ffff:198.51.100.7]:443 | 198.51.100.7",
                "::FFFF:c633:6407 | 198.51.100.7",
                "2001:db8:1:2:3:4:5:6 | 2001:db8:1:2::/64",
                "2001:DB8:1:2::9 | 2001:db8:1:2::/64",
                "[2001:db8:1:2::9] | 2001:db8:1:2::/64",
                "[2001:db8:1:2::9]:443 | 2001:db8:1:2::/64",
                "\"[2001:db8:1:2::9]:443\" | 2001:db8:1:2::/64",
                "fe80::1%eth0 | fe80::/64",
                "[fe80::1%25eth0]:443 | fe80::/64",
                "203.0.113.9, 198.51.100.7 | 198.51.100.7",
                "203.0.113.9,198.51.100.7:1 ,10.1.2.3:99, [fd00::1]:8080, 192.0.2.1 | 198.51.100.7",
                "198.51.100.7,, | 198.51.100.7",
                ", 198.51.100.7 , | 198.51.100.7",
                "garbage, 198.51.100.7 | 198.51.100.7",
                "\"garbage, 198.51.100.7 | 198.51.100.7",
                "10.9.9.9, 10.8.8.8 | 10.9.9.9",
                "unknown | unknown@10.0.0.1",
                "Unknown | unknown@10.0.0.1",
                "\"unknown\" | unknown@10.0.0.1",
                "_hidden | _hidden@10.0.0.1",
                "_SEVKISEK:_1 | _sevkisek__1@10.0.0.1",
                "203.0.113.9, unknown | unknown@10.0.0.1",
                "unknown, 10.2.2.2 | unknown@10.2.2.2",
                "unknown, 198.51.100.7 | 198.51.100.7",
                "localhost | localhost@10.0.0.1",
                "12345 | 12345@10.0.0.1",
                "1.2.3 | 1.2.3@10.0.0.1",
                "1.2.3.256 | 1.2.3.256@10.0.0.1",
                "1.2.3.4.5 | 1.2.3.4.5@10.0.0.1",
                "0x7f.0.0.1 | 0x7f.0.0.1@10.0.0.1",
                "[198.51.100.7 | _198.51.100.7@10.0.0.1",
                "[]:1 | ___1@10.0.0.1",
                "1::2::3 | 1__2__3@10.0.0.1",
                "<script> | _script_@10.0.0.1"
            })
    void readsXForwardedFor(String line, String seen) {
        assertThat(forwardedFor(line)).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "for=198.51.100.7 | 198.51.100.7",
                "For=198.51.100.7;Proto=https;By=203.0.113.43 | 198.51.100.7",
                "proto=https; FOR = \"198.51.100.7:47011\" ;host=\"a,b;c\" | 198.51.100.7",
                "for=\"[2001:db8:1:2::9]:4711\" | 2001:db8:1:2::/64",
                "for=\"[2001:db8:1:2::9]\" | 2001:db8:1:2::/64",
                "for=\"\\1\\98.51.100.7\" | 198.51.100.7",
                "for=203.0.113.9, for=198.51.100.7, for=10.1.1.1 | 198.51.100.7",
                "for=\"203.0.113.9, for=198.51.100.7 | 198.51.100.7",
                "for=203.0.113.9;host=\"x\\\", for=\"198.51.100.7\" | 198.51.100.7",
                "for=unknown | unknown@10.0.0.1",
                "for=_hidden | _hidden@10.0.0.1",
                "for=\"_SEVKISEK\" | _sevkisek@10.0.0.1",
                "by=10.0.0.1;proto=http | unknown@10.0.0.1",
                "for=198.51.100.7;for=203.0.113.9 | unknown@10.0.0.1",
                "garbage | unknown@10.0.0.1"
            })
    void readsForwarded(String line, String seen) {
        assertThat(forwarded(line)).isEqualTo(seen);
    }

    @Test
    void readsSeveralLinesAsOneList() {
        assertThat(forwardedFor("203.0.113.9", "198.51.100.7, 10.1.1.1", "10.2.2.2"))
                .isEqualTo("198.51.100.7");
        assertThat(forwarded("for=203.0.113.9", "for=198.51.100.7", "for=10.2.2.2"))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void prefersXForwardedForToForwarded() {
        var request =
                HttpRequest.GET("/").header("Forwarded", "for=203.0.113.9").header("x-forwarded-for", "198.51.100.7");
        assertThat(addressOf("10.0.0.1", request)).isEqualTo("198.51.100.7");
    }

    @Test
    void ignoresHeadersOfUntrustedPeers() {
        var request =
                HttpRequest.GET("/").header("X-Forwarded-For", "198.51.100.7").header("Forwarded", "for=_x");
        assertThat(addressOf("203.0.113.1", request)).isEqualTo("203.0.113.1");
        assertThat(addressOf("::ffff:10.0.0.1", request)).isEqualTo("198.51.100.7");
        assertThat(addressOf("10.0.0.1", HttpRequest.GET("/"))).isEqualTo("10.0.0.1");
        assertThat(forwardedFor("")).isEqualTo("10.0.0.1");
    }

    @Test
    void readsLongListsInLinearTime() {
        assertThat(forwardedFor("x".repeat(8_000))).hasSizeLessThan(100);
        assertThat(forwardedFor("203.0.113.9, ".repeat(600) + "10.1.1.1")).isEqualTo("203.0.113.9");
        assertThat(forwardedFor("10.1.1.1,".repeat(900))).isEqualTo("10.1.1.1");
        assertThat(forwardedFor("\"".repeat(8_000))).hasSizeLessThan(100);
        assertThat(forwardedFor("\\".repeat(8_000) + "\"")).hasSizeLessThan(100);
    }
}
