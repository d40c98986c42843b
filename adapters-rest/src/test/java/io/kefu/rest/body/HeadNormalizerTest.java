package io.kefu.rest.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadNormalizerTest {
    private static HttpHeaders normalized(String name, String value) {
        HttpHeaders headers = new DefaultHttpHeaders().add(name, value);
        HeadNormalizer.normalize(headers);
        return headers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "Multipart/Form-Data; Boundary=aB → multipart/form-data; boundary=aB",
                "multipart/form-data;boundary=\"aB\" → multipart/form-data; boundary=aB",
                "multipart/form-data; boundary=\"a b\"; charset=\"UTF-8\" → multipart/form-data; boundary=\"a b\"; charset=UTF-8",
                "multipart/form-data; x=y; CHARSET=utf-8; boundary=b → multipart/form-data; charset=utf-8; boundary=b",
                "Application/JSON; Charset=\"utf-8\" → application/json; charset=utf-8",
                "application/json → application/json",
                "multipart/form-data; boundary → multipart/form-data; boundary",
                "multipart/form-data; boundary=\"a\"b → multipart/form-data; boundary=\"a\"b",
            })
    void contentTypesAreNormalized(String given, String normalized) {
        assertThat(normalized("Content-Type", given).get("Content-Type")).isEqualTo(normalized);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "application/* → application/*, application/json",
                "Application/*;q=0.5 → Application/*;q=0.5, application/json",
                "*/*;q=0.5 → */*;q=0.5, application/json",
                "text/html, application/xhtml+xml, */*;q=0.8 → text/html, application/xhtml+xml, */*;q=0.8, application/json",
                "text/* → text/*",
                "application/xml → application/xml",
                "application/*;q=0 → application/*;q=0",
                "application/*; q=0.000, text/html → application/*; q=0.000, text/html",
                "application/json;q=0.1 → application/json;q=0.1",
            })
    void aRangeThatIncludesJsonAcceptsJson(String given, String normalized) {
        assertThat(normalized("Accept", given).get("Accept")).isEqualTo(normalized);
    }

    @Test
    void identityIsNoEncoding() {
        assertThat(normalized("Content-Encoding", "Identity").contains("Content-Encoding"))
                .isFalse();
        assertThat(normalized("Content-Encoding", "gzip").get("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(normalized("Content-Encoding", "identity, gzip").contains("Content-Encoding"))
                .isTrue();
    }

    @Test
    void longHeadersAreReadInLinearTime() {
        String longQuotes = "multipart/form-data; boundary=\"" + "\\\"".repeat(4_000);
        assertThat(normalized("Content-Type", longQuotes).get("Content-Type"))
                .startsWith("multipart/form-data; boundary=");
    }
}
