package io.kefu.filestore.thumbnail;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.Thumbnails.Thumbnail;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;

/** Stores pictures and creates their thumbnails. */
abstract class ThumbnailFixture {
    static final long MAX_PIXELS = 1_000_000;

    final FileContents contents = new InMemoryFileContents(InstantSource.system());

    final ImageThumbnails thumbnails = new ImageThumbnails(contents, MAX_PIXELS, 1_000_000, 2);

    private int files;

    @AfterEach
    void stop() {
        thumbnails.close();
    }

    StoredFile stored(byte[] content, String type) throws IOException {
        FileId id = new FileId("file_AA%04d".formatted(files++));
        contents.store(id, new ByteArrayInputStream(content));
        return new StoredFile(
                id,
                FileName.of("a"),
                content.length,
                new MediaType(type),
                FileCategory.IMAGE,
                "0".repeat(64),
                new UserId("a"),
                Instant.EPOCH);
    }

    static byte[] bytes(Thumbnail thumbnail) {
        byte[] bytes = new byte[thumbnail.bytes().remaining()];
        thumbnail.bytes().duplicate().get(bytes);
        return bytes;
    }

    static BufferedImage shown(Thumbnail thumbnail) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes(thumbnail)));
    }

    void assertRefused(StoredFile file) {
        Refusals.assertRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, () -> thumbnails.of(file, 100));
    }
}
