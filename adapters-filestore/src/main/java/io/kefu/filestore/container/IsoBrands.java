package io.kefu.filestore.container;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private static final String IMAGE = "image";
    private static final int LENGTH = 4;

    /** The length of the minor version, which is between the major brand and the compatible brands. */
    private static final int MINOR_VERSION = 4;

    private static final Set<String> AUDIO_BRANDS = Set.of("M4A ", "M4B ", "M4P ", "F4A ", "F4B ");

    private static final Map<String, String> IMAGES = Map.ofEntries(
            Map.entry("avif", "avif"),
            Map.entry("avis", "avif"),
            Map.entry("heic", "heic"),
            Map.entry("heix", "heic"),
            Map.entry("heim", "heic"),
            Map.entry("heis", "heic"),
            Map.entry("hevc", "heic-sequence"),
            Map.entry("hevx", "heic-sequence"),
            Map.entry("hevm", "heic-sequence"),
            Map.entry("hevs", "heic-sequence"),
            Map.entry("avci", "avci"),
            Map.entry("avcs", "avcs"),
            Map.entry("crx ", "x-canon-cr3"));

    /** Brands that only say that the file is a picture. The compatible brands name the codec. */
    private static final Map<String, String> GENERIC_IMAGES =
            Map.of("mif1", "heif", "mif2", "heif", "miaf", "heif", "msf1", "heif-sequence");

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
        if (IMAGES.containsKey(major)) {
            return Optional.of(new IsoBrands(IMAGES.getOrDefault(major, ""), IMAGE));
        }
        if (GENERIC_IMAGES.containsKey(major)) {
            return Optional.of(new IsoBrands(codec(box, GENERIC_IMAGES.getOrDefault(major, "")), IMAGE));
        }
        if (major.equals("qt  ")) {
            return Optional.of(QUICKTIME);
        }
        if (major.startsWith("3g2")) {
            return Optional.of(new IsoBrands("3gpp2", "video"));
        }
        if (major.startsWith("3g")) {
            return Optional.of(new IsoBrands("3gpp", "video"));
        }
        return Optional.of(AUDIO_BRANDS.contains(major) ? AUDIO : VIDEO);
    }

    private static String codec(String box, String otherwise) {
        for (int at = LENGTH + MINOR_VERSION; at + LENGTH <= box.length(); at += LENGTH) {
            String codec = IMAGES.get(box.substring(at, at + LENGTH));
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
