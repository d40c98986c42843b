package io.kefu.filestore.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.testing.FileContentsContract;
import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.filestore.testing.S3Mock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

class S3FileContentsIT extends FileContentsContract {
    private static final FileId ID = new FileId("file_Ab0000000000000000000001");
    private static final int PART = 5 * 1024 * 1024;
    private static S3Mock server;
    private String prefix = "";

    @BeforeAll
    static void start() throws IOException {
        server = S3Mock.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected FileContents create() {
        prefix = server.newPrefix();
        return new S3FileContents(server.connection(), S3Mock.BUCKET, prefix);
    }

    @Test
    void storesWithDifferentPrefixesAreSeparate() throws IOException {
        FileContents one = create();
        FileContents other = create();
        one.store(ID, new ByteArrayInputStream("text".getBytes(UTF_8)));
        assertThat(other.open(ID, 0, 4)).isEmpty();
        assertThat(other.inGroup(ID.group())).isEmpty();
    }

    @Test
    void sweepAbortsOldUploads() throws IOException {
        FileContents contents = create();
        try (S3Client client = server.connection().open()) {
            client.createMultipartUpload(begun -> begun.bucket(S3Mock.BUCKET).key(prefix + "Ab/begun"));
            contents.sweep(Instant.now().minus(Duration.ofHours(1)));
            assertThat(unfinished(client)).isEqualTo(1);
            contents.sweep(Instant.now().plus(Duration.ofHours(1)));
            assertThat(unfinished(client)).isZero();
        }
    }

    private int unfinished(S3Client client) {
        return client.listMultipartUploads(list -> list.bucket(S3Mock.BUCKET).prefix(prefix))
                .uploads()
                .size();
    }

    /** If completing takes longer than the timeout, the retry fails, because the upload no longer exists. */
    @Test
    void uploadSucceedsIfTheObjectExistsAlthoughCompletingFailed() throws IOException {
        try (S3Client client = server.connection().open()) {
            FileContents stored = contents(failing(client, true));
            stored.store(ID, new ByteArrayInputStream(new byte[PART + 1]));
            assertThat(stored.has(ID)).isTrue();
            FileContents refused = contents(failing(client, false));
            Refusals.assertRefused(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    () -> refused.store(ID, new ByteArrayInputStream(new byte[PART + 1])));
            assertThat(refused.has(ID)).isFalse();
            assertThat(unfinished(client)).isZero();
        }
    }

    private FileContents contents(S3Client client) {
        prefix = server.newPrefix();
        return new S3FileContents(client, S3Mock.BUCKET, prefix, new PartBuffers(PART, 1));
    }

    /** A client whose completions fail, before or after they take effect. */
    private static S3Client failing(S3Client client, boolean after) {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    boolean fails = method.getName().equals("completeMultipartUpload");
                    if (fails && !after) {
                        throw SdkClientException.create("lost");
                    }
                    Object answer;
                    try {
                        answer = method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                    if (fails) {
                        throw SdkClientException.create("lost");
                    }
                    return answer;
                });
    }

    @Test
    void unreachableStoreIsUnavailable() {
        S3Connection nowhere = S3Mock.unreachable();
        try (S3FileContents contents = new S3FileContents(nowhere, S3Mock.BUCKET, "")) {
            Refusals.assertRefused(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    () -> contents.store(ID, new ByteArrayInputStream("text".getBytes(UTF_8))));
            Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> contents.open(ID, 0, 1));
            Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> contents.delete(ID));
            Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> contents.inGroup(0));
        }
    }
}
