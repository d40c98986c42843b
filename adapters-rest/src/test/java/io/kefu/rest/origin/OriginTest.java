package io.kefu.rest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.com, https, chat.example.com, 443",
        "https://chat.example.com:443, https, chat.example.com, 443",
        "HTTPS://Chat.Example.COM, https, chat.example.com, 443",
        "https://chat.example.com:8443, https, chat.example.com, 8443",
        "https://chat.example.com:, https, chat.example.com, 443",
        "https://chat.example.com/, https, chat.example.com, 443",
        "https://chat.example.com., https, chat.example.com, 443",
        "http://chat.example.com:80, http, chat.example.com, 80",
        "http://localhost:5173, http, localhost, 5173",
        "http://192.0.2.1, http, 192.0.2.1, 80",
        "http://[2001:DB8::1]:3001, http, [2001:db8:0:0:0:0:0:1], 3001",
        "http://[2001:db8:0:0:0:0:0:1]:3001, http, [2001:db8:0:0:0:0:0:1], 3001",
        "https://[::1], https, [0:0:0:0:0:0:0:1], 443",
        "https://客服.例子, https, xn--ubtq9x.xn--fsqu00a, 443",
        "https://XN--UBTQ9X.xn--fsqu00a, https, xn--ubtq9x.xn--fsqu00a, 443",
        "https://bücher.example, https, xn--bcher-kva.example, 443",
        "https://my_shop.example, https, my_shop.example, 443",
        "capacitor://localhost, capacitor, localhost, -1",
        "chrome-extension://abcdefgh, chrome-extension, abcdefgh, -1",
    })
    void originsAreNormalized(String text, String scheme, String host, int port) {
        assertThat(Origin.parse(text)).contains(new Origin(scheme, host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "chat.example.com",
                "https:",
                "https://",
                "https:///",
                "https://.",
                "https://user@chat.example.com",
                "https://chat.example.com/page",
                "https://chat.example.com?x",
                "https://chat.example.com#x",
                "https://chat.example.com:port",
                "https://chat.example.com:65536",
                "https://chat.example.com:443:443",
                "https://a b",
                " https://chat.example.com",
                "https://chat.example.com https://shop.example",
                "https://chat.example.com, https://shop.example",
                "https://[::1",
                "https://[chat.example.com]",
                "https://::1",
                "https://chat\\.example.com",
                "//chat.example.com",
                "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example",
            })
    void malformedOriginsAreRefused(String text) {
        assertThat(Origin.parse(text)).isEmpty();
    }
}
