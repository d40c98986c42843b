package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A node with users who send files, and calls that tests of files have in common. */
abstract class FilesFixture {
    static final int LIMIT = 200_000;
    static final byte[] GIF = gif("");

    @TempDir
    private static Path data = Path.of("");

    static KefuNode node;
    static Api api;
    static String customer;
    static String stranger;
    static String kefu;
    static String colleague;
    static String admin;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of("kefu.data-dir", data.toString(), "kefu.files.max-size", LIMIT));
        api = new Api(node.uri());
        TestAccounts staff = new TestAccounts(api);
        admin = staff.admin();
        kefu = staff.kefu("kefu001");
        customer = staff.customer("user123");
        stranger = staff.customer("stranger");
        api.post(customer, "/api/sessions", "{\"user_id\": \"user123\"}");
        colleague = staff.kefu("kefu002");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** A picture of one pixel, followed by this text. */
    static byte[] gif(String tail) {
        byte[] pixel = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs=");
        byte[] whole = Arrays.copyOf(pixel, pixel.length + tail.length());
        System.arraycopy(tail.getBytes(UTF_8), 0, whole, pixel.length, tail.length());
        return whole;
    }

    static Answer upload(@Nullable String token, MultipartForm form) {
        return api.call("POST", "/api/files/upload").as(token).form(form).send();
    }

    static String stored(String token, String name, byte[] content) {
        Answer answer = upload(token, new MultipartForm().file(name, content));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.text("file_id");
    }

    static HttpResponse<byte[]> download(@Nullable String token, String path, String... headers) {
        Api.Call call = api.call("GET", path).as(token);
        for (int i = 0; i < headers.length; i += 2) {
            call.header(headers[i], headers[i + 1]);
        }
        return call.sendForBytes();
    }

    static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    static int status(@Nullable String token, String id) {
        return api.get(token, "/api/files/" + id + "/info").status();
    }

    static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.text("error.code")).isEqualTo(code);
    }

    static List<Path> filesOnDisk() {
        return FileListing.of(data.resolve("files")).stream()
                .filter(file -> !file.endsWith("store-id"))
                .toList();
    }
}
