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
 * Scales pictures down. The size of a picture is read before anything is decoded. The decoder skips lines and columns, so
 * that its result has at most twice the requested size; the memory depends on the thumbnail and not on the picture. A WebP,
 * a progressive JPEG and a JPEG with separate scans can only be decoded as a whole. Such a picture may have at most two fifths
 * of {@code maxPixels}, and all decoders of such pictures share a bounded memory.
 */
final class ImageScaler {
    /** Larger contents are not read into memory. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    /** The longest side in pixels, because a decoder holds at least one whole line. */
    private static final int MAX_SIDE = 30_000;

    /** Encoders write about ten scans. For each scan, the decoder processes the whole picture. */
    private static final int MAX_SCANS = 100;

    /** Pictures that are decoded as a whole may have 2/5 of the pixels: 16 of 40 megapixels. */
    private static final int WHOLE_NUMERATOR = 2;

    private static final int WHOLE_DENOMINATOR = 5;

    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp");

    /** The offset of the compression field in a bitmap (BITMAPINFOHEADER). Its values for JPEG and PNG follow. */
    private static final int BMP_COMPRESSION = 30;

    private static final int BMP_JPEG = 4;
    private static final int BMP_PNG = 5;

    private static final MediaType BMP = new MediaType("image/bmp");
    private static final MediaType JPEG = new MediaType("image/jpeg");
    private static final MediaType PNG = new MediaType("image/png");

    /** Pictures with more pixels are refused before they are decoded. */
    private final long maxPixels;

    private final DecoderMemory memory;

    ImageScaler(long maxPixels, DecoderMemory memory) {
        this.maxPixels = maxPixels;
        this.memory = memory;
    }

    boolean accepts(StoredFile file) {
        return TYPES.contains(file.type().value()) && file.size() <= MAX_BYTES;
    }

    /** Scales a picture so that its longest side has at most {@code size} pixels. */
    Thumbnail scale(byte[] picture, MediaType type, int size) {
        try {
            if (type.equals(BMP) && containsPicture(picture)) {
                throw unreadable();
            }
            PictureLayout layout = PictureLayout.of(picture, type);
            if (layout.passes() > MAX_SCANS || layout.wholePixels() > maxPixels / WHOLE_DENOMINATOR * WHOLE_NUMERATOR) {
                throw unreadable();
            }
            BufferedImage decoded =
                    memory.with(layout.wholeBytes(), () -> decode(picture, type, layout.canvas(), size, maxPixels));
            return encode(decoded, layout.orientation(), size);
        } catch (IOException | RuntimeException e) {
            // Decoders throw exceptions of all kinds for damaged pictures.
            throw e instanceof DomainException refusal ? refusal : unreadable();
        }
    }

    /** Whether a bitmap contains a JPEG or PNG, which the JDK would decode without checking its size. */
    private static boolean containsPicture(byte[] bitmap) {
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

    /** Decodes a picture to at most twice the requested size. */
    static BufferedImage decode(byte[] picture, MediaType type, @Nullable Canvas canvas, int size, long maxPixels)
            throws IOException {
        ImageReader reader = reader(type);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            // true, true: read forward only, ignore metadata.
            reader.setInput(in, true, true);
            int frameWidth = reader.getWidth(0);
            int frameHeight = reader.getHeight(0);
            int width = canvas == null ? frameWidth : Math.max(canvas.width(), frameWidth);
            int height = canvas == null ? frameHeight : Math.max(canvas.height(), frameHeight);
            if (Math.max(width, height) > MAX_SIDE || (long) width * height > maxPixels) {
                throw unreadable();
            }
            int step = Math.ceilDiv(Math.max(width, height), 2 * size);
            ImageReadParam subsampled = reader.getDefaultReadParam();
            // A thin picture keeps at least one line and one column.
            subsampled.setSourceSubsampling(Math.min(step, frameWidth), Math.min(step, frameHeight), 0, 0);
            BufferedImage frame = reader.read(0, subsampled);
            return canvas == null
                    ? frame
                    : onCanvas(frame, Math.ceilDiv(width, step), Math.ceilDiv(height, step), canvas, step);
        } finally {
            reader.dispose();
        }
    }

    /** Draws the frame at its position on a transparent canvas. */
    private static BufferedImage onCanvas(BufferedImage frame, int width, int height, Canvas canvas, int step) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.drawImage(frame, canvas.x() / step, canvas.y() / step, null);
        graphics.dispose();
        return drawn;
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
                // The palette of the picture may lack the colours that scaling produces.
                .imageType(isTransparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB)
                .outputFormat(isTransparent ? "png" : "jpg")
                .toOutputStream(out);
        return new Thumbnail(
                isTransparent ? PNG : JPEG, ByteBuffer.wrap(out.toByteArray()).asReadOnlyBuffer());
    }
}
