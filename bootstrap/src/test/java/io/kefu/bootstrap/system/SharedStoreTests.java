package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.SweepFiles;
import io.kefu.application.file.port.FileContents;
import io.kefu.bootstrap.KefuNode;
import io.kefu.domain.file.FileId;
import io.kefu.redis.testing.Deadline;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests of two nodes that share one store of files. A subclass provides the store. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SharedStoreTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MEBIBYTE = 1024 * 1024;

    private KefuNode first;
    private KefuNode second;

    /** The settings of a node that uses the store, which is empty at first. */
    abstract Map<String, Object> store();

    @BeforeAll
    void start() {
        Map<String, Object> settings = new HashMap<>(store());
        settings.put("kefu.files.max-size", "20MB");
        settings.put("kefu.files.orphan-after", "1s");
        settings.put("kefu.files.upload-time", "5s");
        first = KefuNode.start(settings);
        second = first.startBeside(settings);
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
    }

    Api oneNode() {
        return new Api(first.uri());
    }

    private Api other() {
        return new Api(second.uri());
    }

    static Api.Answer upload(Api api, String token, String name, byte[] content) {
        return api.call("POST", "/api/files/upload")
                .as(token)
                .form(new MultipartForm().file(name, content))
                .send();
    }

    private static HttpResponse<byte[]> download(Api api, @Nullable String token, String path, String... headers) {
        Api.Call call = api.call("GET", path).as(token);
        for (int i = 0; i < headers.length; i += 2) {
            call.header(headers[i], headers[i + 1]);
        }
        return call.sendForBytes();
    }

    @Test
    void oneNodeServesWhatTheOtherStored() {
        String customer = new TestAccounts(oneNode()).customer("shared-1");
        byte[] content = new byte[11 * MEBIBYTE + 7];
        new Random(7).nextBytes(content);
        Api.Answer uploaded = upload(oneNode(), customer, "报告.bin", content);
        assertThat(uploaded.status()).as("%s", uploaded).isEqualTo(200);
        String path = uploaded.text("url");
        assertThat(download(other(), customer, path).body()).isEqualTo(content);
        HttpResponse<byte[]> part = download(other(), customer, path, "Range", "bytes=5242870-5242890");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 5_242_870, 5_242_891));
        Api.Answer link = oneNode().post(customer, path + "/link", "");
        assertThat(download(other(), null, link.text("url")).body()).isEqualTo(content);
        assertThat(download(other(), "no login", link.text("url")).body()).isEqualTo(content);
        assertThat(other().call("DELETE", path).as(customer).send().status()).isEqualTo(200);
        assertThat(oneNode().get(customer, path).status()).isEqualTo(404);
        assertThat(oneNode().get(null, link.text("url")).status()).isEqualTo(404);
    }

    @Test
    void oneNodeMakesThumbnailsOfWhatTheOtherStored() throws IOException {
        String customer = new TestAccounts(oneNode()).customer("shared-2");
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB), "png", picture);
        String path =
                upload(oneNode(), customer, "a.png", picture.toByteArray()).text("url");
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(
                download(other(), customer, path + "?thumbnail=100").body()));
        assertThat(small.getWidth()).isEqualTo(100);
        assertThat(small.getHeight()).isEqualTo(50);
    }

    @Test
    void sweepsContentsWithoutRecordAndRecordsWithoutContent() throws IOException {
        String customer = new TestAccounts(oneNode()).customer("shared-3");
        FileContents contents = first.bean(FileContents.class);
        String kept =
                upload(oneNode(), customer, "a.txt", "text".getBytes(UTF_8)).text("file_id");
        String lost =
                upload(oneNode(), customer, "a.txt", "text".getBytes(UTF_8)).text("file_id");
        contents.delete(new FileId(lost));
        FileId orphan = new FileId(kept.substring(0, kept.length() - 1) + (kept.endsWith("a") ? "b" : "a"));
        contents.store(orphan, new ByteArrayInputStream(new byte[1]));
        SweepFiles sweep = second.bean(SweepFiles.class);
        String lostInfo = "/api/files/" + lost + "/info";
        Deadline deadline = new Deadline(PATIENCE, "The sweep does not remove the files");
        while (contents.inGroup(orphan.group()).containsKey(orphan)
                || other().get(customer, lostInfo).status() != 404) {
            deadline.check();
            sweep.sweep(orphan.group(), 1);
        }
        assertThat(other().get(customer, "/api/files/" + kept).body()).isEqualTo("text");
    }
}
