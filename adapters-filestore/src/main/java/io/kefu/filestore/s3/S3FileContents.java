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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Contents as objects {@code <prefix><group>/<key>} of a bucket. A content that does not fit into one part is sent part by
 * part while it comes in, so that an upload holds one part in memory; the object appears when the last one is confirmed. All
 * parts together are bounded: more uploads wait, and so do their clients.
 */
public final class S3FileContents implements FileContents, AutoCloseable {
    /** The smallest part that S3 takes, and with 10,000 of them an object may have 48 GiB. */
    private static final int PART = 5 * 1024 * 1024;

    /** Larger ones get the memory of a part. */
    private static final int SMALL = 64 * 1024;

    /** What parts may have of the heap. */
    private static final int SHARE_OF_HEAP = 4;

    private static final int FEWEST_PARTS = 4;

    /** How long sending a part may take, and making one object of them. */
    private static final Duration TRANSFER = Duration.ofSeconds(20);

    private static final Duration COMPLETION = Duration.ofSeconds(30);

    /** For memory: before anything was sent a refusal costs little; later, others give theirs back when their uploads end. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PATIENCE_MIDWAY = Duration.ofMinutes(10);

    private static final String MARK = "mark";
    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final PartMemory parts;

    /**
     * Opens a store in a bucket, which must exist.
     *
     * @param prefix what all objects' keys begin with, such as {@code kefu/}; may be empty
     */
    public S3FileContents(S3Connection connection, String bucket, String prefix) {
        this(connection.open(), bucket, prefix, new PartMemory(PART, (int)
                Math.max(FEWEST_PARTS, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / PART)));
    }

    S3FileContents(S3Client client, String bucket, String prefix, PartMemory parts) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.parts = parts;
    }

    @Override
    public void store(FileId id, InputStream content) throws IOException {
        byte[] small = content.readNBytes(SMALL);
        if (small.length < SMALL) {
            put(place(id), small, small.length);
        } else {
            storeLarge(place(id), new SequenceInputStream(new ByteArrayInputStream(small), content));
        }
    }

    /** Holds memory for one part at a time and none in between, so that uploads take turns. */
    private void storeLarge(String key, InputStream content) throws IOException {
        @Nullable String upload = null;
        boolean isStored = false;
        try {
            List<CompletedPart> sent = new ArrayList<>();
            boolean isEnd;
            do {
                try (PartMemory.Part part = parts.take(upload == null ? PATIENCE : PATIENCE_MIDWAY)) {
                    byte[] bytes = part.bytes();
                    int length = content.readNBytes(bytes, 0, bytes.length);
                    isEnd = length < bytes.length;
                    if (upload == null && isEnd) {
                        put(key, bytes, length);
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
            isStored = true;
        } finally {
            if (upload != null && !isStored) {
                discard(key, upload);
            }
        }
    }

    private String begin(String key) {
        return call(
                () -> client.createMultipartUpload(begun -> begun.bucket(bucket).key(key))
                        .uploadId());
    }

    /** If the answer is lost, and a second call finds nothing to complete, the object tells: it is there only as a whole. */
    private void complete(String key, String upload, List<CompletedPart> sent) {
        try {
            client.completeMultipartUpload(whole -> whole.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(sent))
                    .overrideConfiguration(S3Connection.within(COMPLETION)));
        } catch (SdkException e) {
            if (!isThere(key)) {
                throw StoreFailure.of(e);
            }
        }
    }

    private void put(String key, byte[] bytes, int length) {
        call(() -> client.putObject(
                object -> object.bucket(bucket).key(key).overrideConfiguration(S3Connection.within(TRANSFER)),
                body(bytes, length)));
    }

    /** Without a copy, which the ready-made ones take. */
    private static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    private CompletedPart send(String key, String upload, int number, byte[] bytes, int length) {
        String tag = call(() -> client.uploadPart(
                        part -> part.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .overrideConfiguration(S3Connection.within(TRANSFER)),
                        body(bytes, length))
                .eTag());
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** What cannot be removed now, the sweep removes. */
    private void discard(String key, String upload) {
        try {
            client.abortMultipartUpload(begun -> begun.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            var unused = StoreFailure.of(e);
        }
    }

    @Override
    public boolean has(FileId id) {
        return isThere(place(id));
    }

    private boolean isThere(String key) {
        return found(() -> client.headObject(object -> object.bucket(bucket).key(key)))
                .isPresent();
    }

    @Override
    public Optional<InputStream> open(FileId id, long from, long length) {
        return get(place(id), length == 0 ? "bytes=0-0" : "bytes=" + from + "-" + (from + length - 1))
                .map(found -> length == 0 ? emptied(found) : found);
    }

    private static InputStream emptied(InputStream found) {
        try (found) {
            return InputStream.nullInputStream();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    private Optional<InputStream> get(String key, String range) {
        return found(
                () -> client.getObject(object -> object.bucket(bucket).key(key).range(range)));
    }

    private static <T> Optional<T> found(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            if (e instanceof S3Exception refusal && refusal.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw StoreFailure.of(e);
        }
    }

    @Override
    public void delete(FileId id) {
        call(() -> client.deleteObject(object -> object.bucket(bucket).key(place(id))));
    }

    @Override
    public Map<FileId, Instant> inGroup(int group) {
        String folder = folder(group);
        Map<FileId, Instant> found = new HashMap<>();
        call(() -> {
            for (S3Object object : client.listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(folder))
                    .contents()) {
                FileId.named(FileId.PREFIX + object.key().substring(folder.length()))
                        .ifPresent(id -> found.put(id, object.lastModified()));
            }
            return found;
        });
        return found;
    }

    @Override
    public void sweep(Instant before) {
        call(() -> {
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
    public Optional<String> mark() {
        return get(prefix + MARK, "bytes=0-").map(found -> {
            try (found) {
                return new String(found.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw StoreFailure.of(e);
            }
        });
    }

    @Override
    public void mark(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        put(prefix + MARK, bytes, bytes.length);
    }

    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw StoreFailure.of(e);
        }
    }

    private String folder(int group) {
        return prefix + FileId.groupPrefix(group) + "/";
    }

    private String place(FileId id) {
        return folder(id.group()) + id.key();
    }

    @Override
    public void close() {
        client.close();
    }
}
