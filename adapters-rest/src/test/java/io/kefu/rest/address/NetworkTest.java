package io.kefu.rest.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "192.168.1.128/25,192.168.1.200,true",
        "192.168.1.128/25,192.168.1.100,false",
        "0.0.0.0/0,203.0.113.1,true",
        "203.0.113.1,203.0.113.1,true",
        "203.0.113.1,203.0.113.2,false",
        "2001:db8::/32,2001:db8:ffff::1,true",
        "2001:db8::/32,2001:db9::1,false",
        "::1,::1,true",
        "10.0.0.0/8,::1,false"
    })
    void contains(String network, String address, boolean expected) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "localhost", "proxy.example/8", ""})
    void refusesMalformedNetworks(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.1,203.0.113.1",
        "::ffff:203.0.113.1,203.0.113.1",
        "2001:db8:1:2:3:4:5:6,2001:db8:1:2::/64",
        "2001:db8:1:2::9,2001:db8:1:2::/64"
    })
    void writesAddressesAsLimitsCountThem(String address, String text) {
        assertThat(Network.textOf(InetAddress.ofLiteral(address))).isEqualTo(text);
    }
}
