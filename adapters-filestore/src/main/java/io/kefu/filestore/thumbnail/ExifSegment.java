package io.kefu.filestore.thumbnail;

import java.util.Arrays;

/**
 * Finds what a camera wrote beside a picture. The JDK's own way to it refuses pictures in which that stands first, as many
 * cameras write them.
 */
final class ExifSegment {
    private static final byte[] NAME = {'E', 'x', 'i', 'f', 0, 0};
    private static final int START_OF_IMAGE = 2;
    private static final int MARKER = 0xff;
    private static final int APPLICATION_1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;

    private ExifSegment() {}

    /** The segment from its name on; empty where there is none before the picture itself begins. */
    static byte[] of(byte[] jpeg) {
        int at = START_OF_IMAGE;
        while (at + 4 <= jpeg.length && unsigned(jpeg, at) == MARKER && unsigned(jpeg, at + 1) != START_OF_SCAN) {
            int length = (unsigned(jpeg, at + 2) << 8) | unsigned(jpeg, at + 3);
            int end = Math.min(at + 2 + Math.max(2, length), jpeg.length);
            byte[] segment = Arrays.copyOfRange(jpeg, at + 4, Math.max(at + 4, end));
            if (unsigned(jpeg, at + 1) == APPLICATION_1 && Arrays.mismatch(segment, NAME) == NAME.length) {
                return segment;
            }
            at = end;
        }
        return new byte[0];
    }

    private static int unsigned(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }
}
