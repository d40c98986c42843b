package io.kefu.filestore.container;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of the media type of an ISO base media file that follows from its brands.
 *
 * @param subtype the second part of the media type
 * @param kind the first part of the media type for a file without tracks, such as {@code video}; {@code image} also applies
 *     to files with tracks
 */
record IsoBrands(String subtype, String kind) {
    static final IsoBrands QUICKTIME = new IsoBrands("quicktime", "video");

    private static final IsoBrands AUDIO = new IsoBrands("mp4", "audio");
    private static final IsoBrands VIDEO = new IsoBrands("mp4", "video");
    private static final IsoBrands VIDEO_3GPP = new IsoBrands("3gpp", "video");
    private static final IsoBrands VIDEO_3GPP2 = new IsoBrands("3gpp2", "video");
    private static final String IMAGE = "image";
    private static final int LENGTH = 4;

    /** The length of the minor version, which is between the major brand and the compatible brands. */
    private static final int MINOR_VERSION = 4;

    /**
     * Reads the brands of a file type box.
     *
     * @param box the box's content: major brand, minor version, compatible brands
     * @return empty if the box names no brand
     */
    static Optional<IsoBrands> of(String box) {
        if (box.length() < LENGTH) {
            return Optional.empty();
        }
        String major = box.substring(0, LENGTH);
        @Nullable String codec = codec(major);
        if (codec != null) {
            return Optional.of(new IsoBrands(codec, IMAGE));
        }
        return Optional.of(
                switch (major) {
                    // These brands only say that the file is a picture. The compatible brands name the codec.
                    case "mif1", "mif2", "miaf" -> new IsoBrands(compatibleCodec(box, "heif"), IMAGE);
                    case "msf1" -> new IsoBrands(compatibleCodec(box, "heif-sequence"), IMAGE);
                    case "qt  " -> QUICKTIME;
                    case "M4A ", "M4B ", "M4P ", "F4A ", "F4B " -> AUDIO;
                    default -> major.startsWith("3g2") ? VIDEO_3GPP2 : major.startsWith("3g") ? VIDEO_3GPP : VIDEO;
                });
    }

    /** The subtype of a picture with this brand; null for other brands. */
    private static @Nullable String codec(String brand) {
        return switch (brand) {
            case "avif", "avis" -> "avif";
            case "heic", "heix", "heim", "heis" -> "heic";
            case "hevc", "hevx", "hevm", "hevs" -> "heic-sequence";
            case "avci", "avcs" -> brand;
            case "crx " -> "x-canon-cr3";
            default -> null;
        };
    }

    private static String compatibleCodec(String box, String otherwise) {
        for (int at = LENGTH + MINOR_VERSION; at + LENGTH <= box.length(); at += LENGTH) {
            @Nullable String codec = codec(box.substring(at, at + LENGTH));
            if (codec != null) {
                return codec;
            }
        }
        return otherwise;
    }

    /** The media type of a file with these tracks. */
    String type(Tracks tracks) {
        if (kind.equals(IMAGE)) {
            return IMAGE + "/" + subtype;
        }
        return switch (tracks.kind(kind)) {
            case "video" -> "video/" + subtype;
            // There is no type for QuickTime files with audio only; players treat them as MP4.
            case "audio" -> "audio/" + (subtype.equals(QUICKTIME.subtype) ? "mp4" : subtype);
            default -> "application/mp4";
        };
    }
}
