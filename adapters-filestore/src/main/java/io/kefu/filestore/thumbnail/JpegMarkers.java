package io.kefu.filestore.thumbnail;

import java.util.Arrays;

/** What a JPEG's markers say, without decoding anything (ITU-T T.81, annex B). */
final class JpegMarkers {
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    private static final int START_OF_IMAGE = 2;
    private static final int MARKER = 0xff;
    private static final int APPLICATION_1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    private final byte[] exif;
    private final boolean isProgressive;
    private final int scans;

    private JpegMarkers(byte[] exif, boolean isProgressive, int scans) {
        this.exif = exif;
        this.isProgressive = isProgressive;
        this.scans = scans;
    }

    /**
     * What a camera wrote beside the picture, from its name on; empty where there is nothing. The JDK's own way to it refuses
     * pictures in which that stands first, as many cameras write them.
     */
    byte[] exif() {
        return exif;
    }

    /** Whether no line of it is known before all of it is decoded. */
    boolean isProgressive() {
        return isProgressive;
    }

    /** How often a decoder goes over the picture. */
    int scans() {
        return scans;
    }

    /** Reads all markers; those of something that is no JPEG say nothing. */
    static JpegMarkers of(byte[] jpeg) {
        byte[] exif = {};
        boolean isProgressive = false;
        int scans = 0;
        int at = START_OF_IMAGE;
        while (at + 4 <= jpeg.length && unsigned(jpeg, at + 1) != END_OF_IMAGE) {
            int marker = unsigned(jpeg, at + 1);
            if (unsigned(jpeg, at) != MARKER || isWithinScan(marker)) {
                at++;
                continue;
            }
            int length = (unsigned(jpeg, at + 2) << 8) | unsigned(jpeg, at + 3);
            int end = Math.min(at + 2 + Math.max(2, length), jpeg.length);
            if (marker == APPLICATION_1 && exif.length == 0 && startsWithExif(jpeg, at + 4, end)) {
                exif = Arrays.copyOfRange(jpeg, at + 4, end);
            }
            isProgressive |= isProgressive(marker);
            scans += marker == START_OF_SCAN ? 1 : 0;
            at = end;
        }
        return new JpegMarkers(exif, isProgressive, scans);
    }

    private static boolean startsWithExif(byte[] jpeg, int from, int end) {
        return end - from >= EXIF.length && Arrays.equals(jpeg, from, from + EXIF.length, EXIF, 0, EXIF.length);
    }

    /** A stuffed byte, a restart, or a filler. */
    private static boolean isWithinScan(int marker) {
        return marker == 0 || (marker >= 0xd0 && marker <= 0xd7) || marker == MARKER;
    }

    /** The frames of kinds 2, 6, 10 and 14. */
    private static boolean isProgressive(int marker) {
        return marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce;
    }

    private static int unsigned(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }
}
