package io.kefu.domain.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static final Random RANDOM = new Random(7);

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "192.168.1.128/25,192.168.1.200,true",
        "192.168.1.128/25,192.168.1.100,false",
        "0.0.0.0/0,203.0.113.1,true",
        "203.0.113.1,203.0.113.1,true",
        "203.0.113.1,203.0.113.2,false",
        "203.0.113.1,::ffff:203.0.113.1,true",
        "2001:db8::/32,2001:db8:ffff::1,true",
        "2001:db8::/32,2001:db9::1,false",
        "::1,::1,true",
        "::/0,2001:db8::1,true",
        "::/0,203.0.113.1,false",
        "::/90,203.0.113.1,false",
        "0.0.0.0/0,::1,false",
        "10.0.0.0/8,::1,false"
    })
    void contains(String network, String address, boolean expected) {
        assertThat(network(network).contains(address(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0.0/",
                "localhost",
                "proxy.example/8",
                "",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4.5",
                "::/129",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":1:2:3:4:5:6:7",
                "12345::",
                "fe80::1%eth0",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8::",
                "::1.2.3",
                ":::"
            })
    void refusesMalformedNetworks(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8,10.0.0.0/8",
        "10.1.2.3,10.1.2.3/32",
        "2001:DB8:0:0:0:0:0:1,2001:db8::1/128",
        "2001:db8:1:2:3::/48,2001:db8:1::/48",
        "::ffff:1.2.3.4/120,1.2.3.0/24",
        "2001:0:0:1::1,2001:0:0:1::1/128",
        "1:2:3:4:5:6:0:8,1:2:3:4:5:6:0:8/128"
    })
    void writesNetworksInOneForm(String text, String expected) {
        assertThat(network(text)).hasToString(expected);
        assertThat(network(expected)).isEqualTo(network(text));
    }

    @RepeatedTest(200)
    void readsAndWritesEveryAddress() throws UnknownHostException {
        byte[] bytes = new byte[RANDOM.nextBoolean() ? 4 : 16];
        RANDOM.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = RANDOM.nextBoolean() ? bytes[i] : 0;
        }
        IpAddress address = IpAddress.of(bytes);
        InetAddress known = InetAddress.getByAddress(bytes);
        assertThat(address(known.getHostAddress())).isEqualTo(address);
        assertThat(InetAddress.ofLiteral(address.toString())).isEqualTo(known);
    }
}
