package io.kefu.rest.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.rest.address.TrustedProxies;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageOriginsTest {
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress CLIENT = InetAddress.ofLiteral("198.51.100.7");

    private static PageOrigins origins(String... named) {
        TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "2001:db8::/32"));
        return new PageOrigins(List.of(named), new ForwardedHosts(proxies));
    }

    /** Parses headers that are written in one line, with bars in between. */
    private static Function<String, List<String>> headers(String lines) {
        return name -> {
            List<String> values = new ArrayList<>();
            for (String line : lines.split("\\|", -1)) {
                int colon = line.indexOf(':');
                if (line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    values.add(line.substring(colon + 1).strip());
                }
            }
            return values;
        };
    }

    private static boolean isAdmitted(PageOrigins origins, String lines, InetAddress peer) {
        return origins.admitted(headers(lines), peer).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
                    Origin: https://chat.example.com | Host: chat.example.com          > true
                    Origin: https://chat.example.com | Host: chat.example.com:443      > true
                    Origin: https://chat.example.com | Host: CHAT.example.com          > true
                    Origin: https://chat.example.com | Host: chat.example.com.         > true
                    Origin: https://Chat.Example.com | Host: chat.example.com          > true
                    Origin: https://chat.example.com:443 | Host: chat.example.com      > true
                    Origin: https://chat.example.com:8443 | Host: chat.example.com:8443 > true
                    Origin: http://localhost:3001 | Host: localhost:3001               > true
                    Origin: http://chat.example.com | Host: chat.example.com:80        > true
                    Origin: http://[::1]:3001 | Host: [0:0:0:0:0:0:0:1]:3001           > true
                    Origin: https://xn--uir330a.xn--fsqu00a | Host: XN--UIR330A.xn--fsqu00a > true
                    Origin: https://chat.example.com:8443 | Host: chat.example.com     > false
                    Origin: http://chat.example.com | Host: chat.example.com:443       > false
                    Origin: https://chat.example.com | Host: chat.example.com:80       > false
                    Origin: https://evil.example | Host: chat.example.com              > false
                    Origin: https://chat.example.com.evil.example | Host: chat.example.com > false
                    Origin: https://evilchat.example.com | Host: chat.example.com      > false
                    Origin: https://example.com | Host: chat.example.com               > false
                    Origin: null | Host: null                                          > false
                    Origin: https://chat.example.com | X: no host                      > false
                    Origin: https://chat.example.com | Host: a | Host: chat.example.com > false
                    Origin: ftp://chat.example.com | Host: chat.example.com            > false
                    Origin: https://chat.example.com | Origin: https://chat.example.com | Host: chat.example.com > false
                    """)
    void pagesOfTheServiceItselfAreAdmitted(String lines, boolean isAdmitted) {
        assertThat(isAdmitted(origins(), lines, CLIENT)).isEqualTo(isAdmitted);
        assertThat(isAdmitted(origins(), lines, PROXY)).isEqualTo(isAdmitted);
    }

    /** In each line the Host header is {@code inner:3001}, and the page is of https://chat.example.com. */
    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
                    X-Forwarded-Host: chat.example.com                                             > true
                    X-Forwarded-Host: Chat.Example.COM:443                                         > true
                    X-Forwarded-Host: chat.example.com | X-Forwarded-Proto: https                  > true
                    X-Forwarded-Host: chat.example.com | X-Forwarded-Proto: HTTPS                  > true
                    X-Forwarded-Host: chat.example.com | X-Forwarded-Proto: http                   > false
                    X-Forwarded-Host: chat.example.com | X-Forwarded-Proto: wss                    > true
                    X-Forwarded-Host: chat.example.com | X-Forwarded-Proto: ws                     > false
                    X-Forwarded-Host: evil.example, chat.example.com                               > true
                    X-Forwarded-Host: chat.example.com, evil.example                               > false
                    X-Forwarded-Host: chat.example.com, inner | X-Forwarded-For: 198.51.100.7, 10.0.0.2 > true
                    X-Forwarded-Host: chat.example.com, inner | X-Forwarded-For: 198.51.100.7      > false
                    X-Forwarded-Host: chat.example.com | X-Forwarded-For: 198.51.100.7, 10.0.0.2:4711 > true
                    X-Forwarded-Host: evil.example                                                 > false
                    Forwarded: for=198.51.100.7;host=chat.example.com;proto=https                  > true
                    Forwarded: For="198.51.100.7:4711"; Host="chat.example.com:443"; Proto=https    > true
                    Forwarded: host=chat.example.com                                               > true
                    Forwarded: host=chat.example.com;proto=http                                    > false
                    Forwarded: host=chat.example.com, for=10.0.0.2;host=inner                      > true
                    Forwarded: host=chat.example.com | Forwarded: for="[2001:db8::2]:80";host=inner > true
                    Forwarded: host=chat.example.com, for=198.51.100.7;host=inner                  > false
                    Forwarded: host=chat.example.com, for=unknown;host=inner                       > false
                    Forwarded: host=chat.example.com, for=_hidden;host=inner                       > false
                    Forwarded: for="a,b;host=evil.example";host=chat.example.com                   > true
                    Forwarded: for="\"chat.example.com";host=evil.example                           > false
                    Forwarded: for=198.51.100.7 | X-Forwarded-Host: chat.example.com               > true
                    Forwarded: host=chat.example.com | X-Forwarded-For: 198.51.100.7               > false
                    Forwarded: for="x;host=evil.example, for=198.51.100.7;host=chat.example.com    > true
                    Forwarded: host=evil.example | X-Forwarded-Host: chat.example.com              > true
                    Forwarded: ;;,,= | X-Forwarded-Host: chat.example.com                          > true
                    X-Other: chat.example.com                                                      > false
                    """)
    void aTrustedProxyNamesTheHost(String lines, boolean isAdmitted) {
        String request = "Origin: https://chat.example.com | Host: inner:3001 | " + lines;
        assertThat(isAdmitted(origins(), request, PROXY)).isEqualTo(isAdmitted);
        assertThat(isAdmitted(origins(), request, CLIENT)).as("not a proxy").isFalse();
    }

    @Test
    void withoutAForwardedHostTheHostHeaderCounts() {
        String page = "Origin: https://chat.example.com | Host: chat.example.com | X-Forwarded-Proto: ";
        assertThat(isAdmitted(origins(), page + "https", PROXY)).isTrue();
        assertThat(isAdmitted(origins(), page + "http", PROXY)).isFalse();
        assertThat(isAdmitted(origins(), page + "http", CLIENT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example, true",
        "https://shop.example, https://SHOP.example:443, true",
        "HTTPS://Shop.Example:443/, https://shop.example, true",
        "https://商店.example, https://xn--czrs0t.example, true",
        "http://localhost:5173, http://localhost:5173, true",
        "http://localhost:5173, http://localhost:5174, false",
        "https://shop.example, http://shop.example, false",
        "https://shop.example, https://www.shop.example, false",
        "https://shop.example, null, false",
        "null, null, true",
        "null, https://shop.example, false",
        "*, https://anything.example, true",
        "*, null, true",
        "*, nonsense, false",
        "capacitor://localhost, capacitor://localhost, true",
    })
    void configuredOriginsAreAdmitted(String setting, String origin, boolean isAdmitted) {
        assertThat(isAdmitted(origins(setting, "https://second.example"), "Origin: " + origin + "|Host: a", CLIENT))
                .isEqualTo(isAdmitted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "https://shop.example/page", "https://*.shop.example/x", ""})
    void aWrongSettingIsReported(String setting) {
        assertThatThrownBy(() -> origins(setting)).hasMessageContaining("KEFU_HTTP_ORIGINS");
    }
}
