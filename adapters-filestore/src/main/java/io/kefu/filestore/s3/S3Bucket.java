package io.kefu.filestore.s3;

import io.kefu.filestore.store.StoreFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads and writes single objects of a bucket. Failures become a {@link StoreFailure}. */
record S3Bucket(S3Client client, String bucket) {
    /** The timeout for sending a part or a small object. */
    static final Duration TRANSFER_TIMEOUT = Duration.ofSeconds(20);

    private static final int NOT_FOUND = 404;

    void put(String key, byte[] bytes, int length) {
        call(() -> client.putObject(
                object -> object.bucket(bucket).key(key).overrideConfiguration(S3Connection.within(TRANSFER_TIMEOUT)),
                body(bytes, length)));
    }

    /** A request body that reads the array without copying it. {@code RequestBody.fromBytes} would make a copy. */
    static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    boolean exists(String key) {
        return found(() -> client.headObject(object -> object.bucket(bucket).key(key)))
                .isPresent();
    }

    /** Opens a part of an object, or all of it; empty if there is none. */
    Optional<InputStream> get(String key, String range) {
        return found(
                () -> client.getObject(object -> object.bucket(bucket).key(key).range(range)));
    }

    /** The content of an object; empty if there is none. */
    Optional<byte[]> get(String key) {
        return get(key, "bytes=0-").map(found -> {
            try (found) {
                return found.readAllBytes();
            } catch (IOException e) {
                throw StoreFailure.of(e);
            }
        });
    }

    void delete(String key) {
        call(() -> client.deleteObject(object -> object.bucket(bucket).key(key)));
    }

    static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw StoreFailure.of(e);
        }
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
}
