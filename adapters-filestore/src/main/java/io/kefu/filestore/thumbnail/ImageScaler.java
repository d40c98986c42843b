package io.kefu.filestore.thumbnail;

import io.kefu.application.file.port.Thumbnails.Thumbnail;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * Scales pictures down. How large one is, is known from its head before any of it is decoded; and it is decoded coarsely, at
 * no more than twice the size that is wanted, so that memory follows from the thumbnail and not from the picture. WebP and
 * progressive JPEG cannot be decoded like that, and may have a quarter of the pixels.
 */
final class ImageScaler {
    /** Larger contents are not read into memory. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    /** A line of more pixels would itself be too much. */
    private static final int MAX_SIDE = 30_000;

    /** Encoders make about ten; each costs the decoder a way over the whole picture. */
    private static final int MAX_SCANS = 100;

    private static final int WHOLE = 4;

    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp");

    /** Where a bitmap's head says how its pixels are written, and what it says of a JPEG or PNG (BITMAPINFOHEADER). */
    private static final int BMP_COMPRESSION = 30;

    private static final int BMP_JPEG = 4;
    private static final int BMP_PNG = 5;

    private static final MediaType BMP = new MediaType("image/bmp");
    private static final MediaType JPEG = new MediaType("image/jpeg");
    private static final MediaType WEBP = new MediaType("image/webp");
    private static final MediaType PNG = new MediaType("image/png");

    private final long maxPixels;

    ImageScaler(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** Whether it is a picture of a kind that can be scaled. */
    boolean reads(StoredFile file) {
        return TYPES.contains(file.type().value()) && file.size() <= MAX_BYTES;
    }

    /** The picture with a longest side of at most so many pixels. */
    Thumbnail scale(byte[] picture, MediaType type, int size) {
        try {
            if (type.equals(BMP) && holdsAnother(picture)) {
                throw unreadable();
            }
            JpegMarkers markers = JpegMarkers.of(type.equals(JPEG) ? picture : new byte[0]);
            if (markers.scans() > MAX_SCANS) {
                throw unreadable();
            }
            boolean isWhole = type.equals(WEBP) || markers.isProgressive();
            BufferedImage decoded = decode(picture, type, size, isWhole ? maxPixels / WHOLE : maxPixels);
            return encode(decoded, orientation(markers.exif()), size);
        } catch (IOException | RuntimeException e) {
            // Decoders answer nonsense with exceptions of all kinds.
            throw e instanceof DomainException refusal ? refusal : unreadable();
        }
    }

    /** Whether a bitmap is the envelope of a JPEG or PNG, which would be unpacked however large it is. */
    private static boolean holdsAnother(byte[] bitmap) {
        ByteBuffer head = ByteBuffer.wrap(bitmap).order(ByteOrder.LITTLE_ENDIAN);
        if (head.limit() < BMP_COMPRESSION + Integer.BYTES) {
            return false;
        }
        int compression = head.getInt(BMP_COMPRESSION);
        return compression == BMP_JPEG || compression == BMP_PNG;
    }

    private static DomainException unreadable() {
        return DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    /** As the camera was held; upright where the picture does not say so in a way that can be read. */
    private static Orientation orientation(byte[] exif) {
        try {
            @Nullable Orientation found = exif.length == 0 ? null : ExifUtils.getOrientationFromExif(exif);
            return found == null ? Orientation.TOP_LEFT : found;
        } catch (RuntimeException e) {
            return Orientation.TOP_LEFT;
        }
    }

    static BufferedImage decode(byte[] picture, MediaType type, int size, long most) throws IOException {
        ImageReader reader = reader(type);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            // What a picture says beside what it shows is not even unpacked.
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (Math.max(width, height) > MAX_SIDE || (long) width * height > most) {
                throw unreadable();
            }
            int step = Math.ceilDiv(Math.max(width, height), 2 * size);
            ImageReadParam coarsely = reader.getDefaultReadParam();
            // Each line has at least one pixel, however thin the picture is.
            coarsely.setSourceSubsampling(Math.min(step, width), Math.min(step, height), 0, 0);
            return reader.read(0, coarsely);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(MediaType type) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.value());
        if (!readers.hasNext()) {
            throw unreadable();
        }
        return readers.next();
    }

    private static Thumbnail encode(BufferedImage picture, Orientation orientation, int size) throws IOException {
        boolean isTransparent = picture.getColorModel().hasAlpha();
        int longest = Math.max(picture.getWidth(), picture.getHeight());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thumbnails.of(picture)
                .scale(Math.min(1, (double) size / longest))
                .addFilter(ExifFilterUtils.getFilterForOrientation(orientation))
                // Not in the picture's own palette, which need not have the colours between.
                .imageType(isTransparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB)
                .outputFormat(isTransparent ? "png" : "jpg")
                .toOutputStream(out);
        return new Thumbnail(
                isTransparent ? PNG : JPEG, ByteBuffer.wrap(out.toByteArray()).asReadOnlyBuffer());
    }
}
