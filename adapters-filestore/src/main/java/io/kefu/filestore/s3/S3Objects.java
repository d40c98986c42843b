package io.kefu.filestore.s3;

import io.kefu.filestore.store.ObjectStore;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Stores objects in the bucket of {@link S3FileContents}, under the same prefix. */
public final class S3Objects implements ObjectStore, AutoCloseable {
    private final S3Client client;
    private final S3Bucket bucket;
    private final String prefix;

    /**
     * Opens a store in an existing bucket.
     *
     * @param prefix the beginning of all object keys, such as {@code kefu/}; may be empty
     */
    public S3Objects(S3Connection connection, String bucket, String prefix) {
        this.client = connection.open();
        this.bucket = new S3Bucket(client, bucket);
        this.prefix = prefix;
    }

    @Override
    public void put(String name, byte[] content) {
        bucket.put(prefix + name, content, content.length);
    }

    @Override
    public Optional<byte[]> get(String name) {
        return bucket.get(prefix + name);
    }

    @Override
    public void delete(String name) {
        bucket.delete(prefix + name);
    }

    @Override
    public void close() {
        client.close();
    }
}
