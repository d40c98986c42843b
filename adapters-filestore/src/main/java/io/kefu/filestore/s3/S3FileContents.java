package io.kefu.filestore.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.file.port.FileContents;
import io.kefu.domain.file.FileId;
import io.kefu.filestore.store.StoreFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Stores contents as objects {@code <prefix><group>/<key>} of a bucket. A content that fills at least one part is sent as
 * a multipart upload while it arrives, so that an upload holds one part in memory. The object exists once the multipart
 * upload is completed. The number of parts in memory is bounded; further uploads wait for a free part buffer.
 */
public final class S3FileContents implements FileContents, AutoCloseable {
    /** The minimum part size of S3. An object has at most 10,000 parts, which allows 48 GiB. */
    private static final int PART_SIZE = 5 * 1024 * 1024;

    /** Contents below this size are sent without a part buffer. */
    private static final int SMALL_SIZE = 64 * 1024;

    /** All part buffers together take at most 1/4 of the heap, but there are at least {@link #MIN_BUFFERS}. */
    private static final int HEAP_FRACTION = 4;

    private static final int MIN_BUFFERS = 4;

    /** The timeout for completing a multipart upload. */
    private static final Duration COMPLETION_TIMEOUT = Duration.ofSeconds(30);

    /** How long an upload waits for its first part buffer. A refusal is cheap then, because nothing was sent yet. */
    private static final Duration FIRST_BUFFER_WAIT = Duration.ofSeconds(20);

    /** How long it waits for each further buffer; other uploads release theirs after each part. */
    private static final Duration NEXT_BUFFER_WAIT = Duration.ofMinutes(10);

    private static final String STORE_ID = "store-id";

    private final S3Client client;
    private final S3Bucket objects;
    private final String bucket;
    private final String prefix;
    private final PartBuffers buffers;

    /**
     * Opens a store in an existing bucket.
     *
     * @param prefix the beginning of all object keys, such as {@code kefu/}; may be empty
     */
    public S3FileContents(S3Connection connection, String bucket, String prefix) {
        this(connection.open(), bucket, prefix, new PartBuffers(PART_SIZE, (int)
                Math.max(MIN_BUFFERS, Runtime.getRuntime().maxMemory() / HEAP_FRACTION / PART_SIZE)));
    }

    S3FileContents(S3Client client, String bucket, String prefix, PartBuffers buffers) {
        this.client = client;
        this.objects = new S3Bucket(client, bucket);
        this.bucket = bucket;
        this.prefix = prefix;
        this.buffers = buffers;
    }

    @Override
    public void store(FileId id, InputStream content) throws IOException {
        byte[] head = content.readNBytes(SMALL_SIZE);
        if (head.length < SMALL_SIZE) {
            objects.put(objectKey(id), head, head.length);
        } else {
            storeLarge(objectKey(id), new SequenceInputStream(new ByteArrayInputStream(head), content));
        }
    }

    /** Holds a part buffer while a part is filled and sent, and releases it before the next part. */
    private void storeLarge(String key, InputStream content) throws IOException {
        @Nullable String upload = null;
        boolean stored = false;
        try {
            List<CompletedPart> sent = new ArrayList<>();
            boolean isEnd;
            do {
                try (PartBuffers.Buffer buffer = buffers.take(upload == null ? FIRST_BUFFER_WAIT : NEXT_BUFFER_WAIT)) {
                    byte[] bytes = buffer.bytes();
                    int length = content.readNBytes(bytes, 0, bytes.length);
                    isEnd = length < bytes.length;
                    if (upload == null && isEnd) {
                        objects.put(key, bytes, length);
                        return;
                    }
                    if (upload == null) {
                        upload = begin(key);
                    }
                    if (length > 0) {
                        sent.add(send(key, upload, sent.size() + 1, bytes, length));
                    }
                }
            } while (!isEnd);
            complete(key, upload, sent);
            stored = true;
        } finally {
            if (upload != null && !stored) {
                discard(key, upload);
            }
        }
    }

    private String begin(String key) {
        return S3Bucket.call(() -> client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key))
                .uploadId());
    }

    /**
     * Completes a multipart upload. If the answer of the first attempt is lost, the second attempt fails although the
     * object exists; therefore a failure counts only if the object does not exist.
     */
    private void complete(String key, String upload, List<CompletedPart> sent) {
        try {
            client.completeMultipartUpload(request -> request.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(sent))
                    .overrideConfiguration(S3Connection.within(COMPLETION_TIMEOUT)));
        } catch (SdkException e) {
            if (!objects.exists(key)) {
                throw StoreFailure.of(e);
            }
        }
    }

    private CompletedPart send(String key, String upload, int number, byte[] bytes, int length) {
        String tag = S3Bucket.call(() -> client.uploadPart(
                        part -> part.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .overrideConfiguration(S3Connection.within(S3Bucket.TRANSFER_TIMEOUT)),
                        S3Bucket.body(bytes, length))
                .eTag());
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** Aborts a multipart upload that failed. If that is not possible now, the sweep aborts it later. */
    private void discard(String key, String upload) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            StoreFailure.log(e);
        }
    }

    @Override
    public boolean has(FileId id) {
        return objects.exists(objectKey(id));
    }

    @Override
    public Optional<InputStream> open(FileId id, long from, long length) {
        return objects.get(objectKey(id), length == 0 ? "bytes=0-0" : "bytes=" + from + "-" + (from + length - 1))
                .map(found -> length == 0 ? closed(found) : found);
    }

    /** Closes the answer and returns an empty stream. S3 has no range of zero bytes, so one byte was requested. */
    private static InputStream closed(InputStream found) {
        try (found) {
            return InputStream.nullInputStream();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public void delete(FileId id) {
        objects.delete(objectKey(id));
    }

    @Override
    public Map<FileId, Instant> inGroup(int group) {
        String folder = folder(group);
        Map<FileId, Instant> found = new HashMap<>();
        S3Bucket.call(() -> {
            for (S3Object object : client.listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(folder))
                    .contents()) {
                FileId.parse(FileId.PREFIX + object.key().substring(folder.length()))
                        .ifPresent(id -> found.put(id, object.lastModified()));
            }
            return found;
        });
        return found;
    }

    @Override
    public void sweep(Instant before) {
        S3Bucket.call(() -> {
            for (MultipartUpload upload : client.listMultipartUploadsPaginator(
                            list -> list.bucket(bucket).prefix(prefix))
                    .uploads()) {
                if (upload.initiated().isBefore(before)) {
                    discard(upload.key(), upload.uploadId());
                }
            }
            return before;
        });
    }

    @Override
    public Optional<String> storeId() {
        return objects.get(prefix + STORE_ID).map(found -> new String(found, UTF_8));
    }

    @Override
    public void setStoreId(String id) {
        byte[] bytes = id.getBytes(UTF_8);
        objects.put(prefix + STORE_ID, bytes, bytes.length);
    }

    private String folder(int group) {
        return prefix + FileId.groupPrefix(group) + "/";
    }

    private String objectKey(FileId id) {
        return folder(id.group()) + id.key();
    }

    @Override
    public void close() {
        client.close();
    }
}
