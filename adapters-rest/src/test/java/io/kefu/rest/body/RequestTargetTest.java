package io.kefu.rest.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '~',
            value = {
                "/api/users/a /api/users/a",
                "/a+b?c+d /a%2bb?c+d",
                "/a|b?c|d /a%7cb?c%7cd",
                "/%7C%2B%2b /%7C%2B%2b",
                "/%zz?%zz /%25zz?%zz",
                "/% /%25",
                "/%4 /%254",
                "/a\"<>[\\]^`{}b /a%22%3c%3e%5b%5c%5d%5e%60%7b%7db",
                "/\u00e4\u00b8\u00ad /%e4%b8%ad",
                "/\u0081\u007f /%81%7f",
                "http://[::1]/a+b http://[::1]/a+b",
                "* *"
            })
    void charactersThatTheServerCannotReadAreEscaped(String target, String escaped) {
        assertThat(RequestTarget.escaped(target)).isEqualTo(escaped);
        if (!target.contains("?%zz")) {
            assertThat(URI.create(RequestTarget.escaped(target))).isNotNull();
        }
    }
}
