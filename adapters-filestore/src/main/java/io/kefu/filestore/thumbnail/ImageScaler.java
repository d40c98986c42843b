package io.kefu.filestore.thumbnail;

import io.kefu.application.file.port.Thumbnails.Thumbnail;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.filestore.thumbnail.PictureLayout.Canvas;
import java.awt.Graphics2D;
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
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * Scales pictures down. The size of a picture is read from its head before anything is decoded. The decoder then leaves
 * out lines and columns, so that its result has at most twice the wanted size: the memory depends on the thumbnail, not
 * on the picture. WebP and progressive JPEG can be decoded only as a whole. They may have two fifths of the pixels, and
 * share a bounded memory.
 */
final class ImageScaler {
    /** Larger contents are not read into memory. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    /** A line of more pixels would itself be too much. */
    private static final int MAX_SIDE = 30_000;

    /** Encoders make about ten; each costs the decoder a way over the whole picture. */
    private static final int MAX_SCANS = 100;

    /** Pictures that are decoded as a whole may have two fifths of the pixels: 16 of 40 megapixels. */
    private static final int WHOLE_SHARE = 2;

    private static final int OF_SHARES = 5;

    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp");

    /** Where a bitmap's head says how its pixels are written, and what it says of a JPEG or PNG (BITMAPINFOHEADER). */
    private static final int BMP_COMPRESSION = 30;

    private static final int BMP_JPEG = 4;
    private static final int BMP_PNG = 5;

    private static final MediaType BMP = new MediaType("image/bmp");
    private static final MediaType JPEG = new MediaType("image/jpeg");
    private static final MediaType PNG = new MediaType("image/png");

    private final long maxPixels;
    private final DecoderMemory memory;

    /**
     * Makes a scaler.
     *
     * @param maxPixels pictures of more pixels are refused before they are decoded
     * @param memory the memory for pictures that are decoded as a whole
     */
    ImageScaler(long maxPixels, DecoderMemory memory) {
        this.maxPixels = maxPixels;
        this.memory = memory;
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
            PictureLayout layout = PictureLayout.of(picture, type);
            if (layout.passes() > MAX_SCANS || layout.wholePixels() > maxPixels / OF_SHARES * WHOLE_SHARE) {
                throw unreadable();
            }
            BufferedImage decoded =
                    memory.with(layout.wholeBytes(), () -> decode(picture, type, layout.canvas(), size, maxPixels));
            return encode(decoded, layout.orientation(), size);
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

    /** Decodes a picture to at most twice the wanted size. */
    static BufferedImage decode(byte[] picture, MediaType type, @Nullable Canvas canvas, int size, long most)
            throws IOException {
        ImageReader reader = reader(type);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            // The reader ignores metadata.
            reader.setInput(in, true, true);
            int frameWidth = reader.getWidth(0);
            int frameHeight = reader.getHeight(0);
            int width = canvas == null ? frameWidth : Math.max(canvas.width(), frameWidth);
            int height = canvas == null ? frameHeight : Math.max(canvas.height(), frameHeight);
            if (Math.max(width, height) > MAX_SIDE || (long) width * height > most) {
                throw unreadable();
            }
            int step = Math.ceilDiv(Math.max(width, height), 2 * size);
            ImageReadParam coarsely = reader.getDefaultReadParam();
            // Each line has at least one pixel, however thin the picture is.
            coarsely.setSourceSubsampling(Math.min(step, frameWidth), Math.min(step, frameHeight), 0, 0);
            BufferedImage frame = reader.read(0, coarsely);
            return canvas == null
                    ? frame
                    : placed(frame, Math.ceilDiv(width, step), Math.ceilDiv(height, step), canvas, step);
        } finally {
            reader.dispose();
        }
    }

    /** Draws the frame at its place on a transparent canvas. */
    private static BufferedImage placed(BufferedImage frame, int width, int height, Canvas canvas, int step) {
        BufferedImage placed = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = placed.createGraphics();
        graphics.drawImage(frame, canvas.x() / step, canvas.y() / step, null);
        graphics.dispose();
        return placed;
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
