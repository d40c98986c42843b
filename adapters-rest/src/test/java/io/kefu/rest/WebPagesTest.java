package io.kefu.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.rest.RestServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how the web pages and their files are served. */
class WebPagesTest {
    private static final Pattern ASSET = Pattern.compile("\"(/assets/[0-9a-f]{16}/[^\"]+)\"");

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = new RestServer(Map.of("kefu.http.origins", List.of("https://shop.example", "http://localhost:8080")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> assetsOf(String page) {
        return ASSET.matcher(server.get(null, page).body())
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/kefu, text/html",
        "/kefu/, text/html",
        "/chat, text/html",
        "/chat/, text/html",
        "/widget.js, text/javascript",
        "/sdk/kefu.js, text/javascript",
        "/sdk/kefu.d.ts, text/plain",
    })
    void filesWithOwnUrlsAreServedToAnyoneAndRevalidated(String path, String type) {
        Answer answer = server.get(null, path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type + ";charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Answer again = server.call("GET", path)
                .header("If-None-Match", String.valueOf(answer.header("ETag")))
                .send();
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(server.call("HEAD", path).send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/kefu/", "/chat/"})
    void allFilesOfAPageAreServedAndCachedForEver(String page) {
        List<String> assets = assetsOf(page);
        assertThat(assets).isNotEmpty().allSatisfy(asset -> {
            Answer answer = server.get(null, asset);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        });
        // The browser need not read a module to know what it imports.
        assertThat(assets).anyMatch(asset -> asset.endsWith("/vendor/preact.js"));
    }

    @Test
    void aPageOfAnotherVersionGetsFilesThatAreNotCached() {
        Answer answer = server.get(null, "/assets/0123456789abcdef/sdk/kefu.js");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing.js",
                "../application.yml",
                "..%2F..%2Fapplication.yml",
                "%2e%2e/application.yml",
                "sdk",
                "sdk/",
                "/sdk/kefu.js",
                "vendor/LICENSES.txt",
            })
    void onlyFilesOfThePagesAreServed(String path) {
        Answer answer = server.get(null, "/assets/0123456789abcdef/" + path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("error.code")).isEqualTo("ROUTE_NOT_FOUND");
    }

    @Test
    void filesAreCompressedForClientsThatAcceptIt() throws Exception {
        String plain = server.get(null, "/sdk/kefu.js").body();
        HttpResponse<byte[]> compressed = encoded("/sdk/kefu.js", "br, GZIP;q=0.5");
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(unzip(compressed.body())).isEqualTo(plain);
        assertThat(encoded("/sdk/kefu.js", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    private static HttpResponse<byte[]> encoded(String path, String accepted) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                            .header("Accept-Encoding", accepted)
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private static String unzip(byte[] content) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(gzip.readAllBytes(), UTF_8);
        }
    }

    @Test
    void theWidgetIsSmallWithAllThatTheChatLoads() throws Exception {
        List<String> first = Stream.of(List.of("/widget.js", "/chat/"), assetsOf("/chat/"), List.of("/sdk/kefu.js"))
                .flatMap(List::stream)
                .distinct()
                .toList();
        int size = 0;
        for (String path : first) {
            size += encoded(path, "gzip").body().length;
        }
        assertThat(size).isLessThanOrEqualTo(60_000);
    }

    @Test
    void modulesAreServedWithoutTheirComments() {
        String text = server.get(null, "/sdk/kefu.js").body();
        assertThat(text).contains("export class Kefu").doesNotContain("\n/**", "\n//");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/, 'none'",
                "/kefu/, 'none'",
                "/chat/, 'self' http://localhost:8080 https://shop.example:443",
            })
    void pagesRunOnlyScriptsOfTheService(String page, String framedBy) {
        assertThat(server.get(null, page).header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe")
                .endsWith("frame-ancestors " + framedBy);
    }

    @Test
    void onlyADemoShowsTheDemoAccount() {
        assertThat(server.get(null, "/").body()).contains("data-demo=\"false\"");
    }
}
