package io.kefu.filestore.thumbnail;

import io.kefu.domain.file.MediaType;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a picture, read from its structure without decoding it. Damaged pictures have a layout too; the decoder
 * refuses them later.
 *
 * @param orientation the orientation of the camera according to the EXIF data
 * @param wholeBytes the memory that the decoder needs for a picture that it can only decode as a whole, computed from the
 *     sizes that the picture states; 0 if it decodes line by line
 * @param wholePixels the number of pixels of such a picture; 0 if it is decoded line by line
 * @param passes how often the decoder processes the whole picture
 * @param canvas the position of the first frame; null if the frame is the whole picture
 */
record PictureLayout(
        Orientation orientation,
        long wholeBytes,
        long wholePixels,
        int passes,
        @Nullable Canvas canvas) {
    private static final PictureLayout PLAIN = new PictureLayout(Orientation.TOP_LEFT, 0, 0, 1, null);

    static PictureLayout of(byte[] picture, MediaType type) {
        return switch (type.value()) {
            case "image/jpeg" -> JpegMarkers.layout(picture);
            case "image/png" -> new PictureLayout(Exif.orientation(PngChunks.exif(picture)), 0, 0, 1, null);
            case "image/webp" -> WebPChunks.layout(picture);
            case "image/gif" -> new PictureLayout(Orientation.TOP_LEFT, 0, 0, 1, GifFrames.first(picture));
            default -> PLAIN;
        };
    }

    /**
     * The area of an animation, and the position of the first frame in it, in pixels.
     *
     * @param width the area's width; it reaches at least to the right edge of the frame
     * @param height the area's height; it reaches at least to the lower edge of the frame
     */
    record Canvas(int width, int height, int x, int y) {
        static Canvas around(int width, int height, int x, int y, int frameWidth, int frameHeight) {
            return new Canvas(Math.max(width, x + frameWidth), Math.max(height, y + frameHeight), x, y);
        }
    }
}
