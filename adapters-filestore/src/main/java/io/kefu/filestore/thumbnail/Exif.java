package io.kefu.filestore.thumbnail;

import java.util.Arrays;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/** Reads EXIF data. Some formats have the name {@code Exif} before the data, others do not. */
final class Exif {
    static final byte[] NAME = {'E', 'x', 'i', 'f', 0, 0};

    private Exif() {}

    /** The orientation of the camera; upright if the data has none or cannot be read. */
    static Orientation orientation(byte[] exif) {
        if (exif.length == 0) {
            return Orientation.TOP_LEFT;
        }
        try {
            @Nullable
            Orientation found = ExifUtils.getOrientationFromExif(startsWithName(exif, 0) ? exif : named(exif));
            return found == null ? Orientation.TOP_LEFT : found;
        } catch (RuntimeException e) {
            return Orientation.TOP_LEFT;
        }
    }

    private static byte[] named(byte[] tiff) {
        byte[] named = Arrays.copyOf(NAME, NAME.length + tiff.length);
        System.arraycopy(tiff, 0, named, NAME.length, tiff.length);
        return named;
    }

    static boolean startsWithName(byte[] bytes, int at) {
        return bytes.length - at >= NAME.length && Arrays.equals(bytes, at, at + NAME.length, NAME, 0, NAME.length);
    }
}
