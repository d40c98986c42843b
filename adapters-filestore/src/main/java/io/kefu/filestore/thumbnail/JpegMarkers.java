package io.kefu.filestore.thumbnail;

import java.util.Arrays;

/** Reads the markers of a JPEG without decoding it (ITU-T T.81, annex B). */
final class JpegMarkers {
    private static final int START_OF_IMAGE = 2;
    private static final int MARKER = 0xff;
    private static final int APPLICATION_1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    /** Offsets of the height, the width, the number of components and the first component in the segment of a frame. */
    private static final int HEIGHT = 5;

    private static final int WIDTH = 7;
    private static final int COMPONENTS = 9;
    private static final int FIRST_COMPONENT = 10;
    private static final int COMPONENT_LENGTH = 3;

    private static final int BLOCK_SIDE = 8;
    private static final int BYTES_OF_BLOCK = BLOCK_SIDE * BLOCK_SIDE * Short.BYTES;

    /**
     * The EXIF data, beginning with its name; empty if there is none. The metadata reader of the JDK cannot be used: it
     * refuses pictures that begin with EXIF data, which many cameras write.
     */
    private byte[] exif = {};

    /**
     * Whether the decoder must read the whole picture before it knows the first line: true for progressive pictures,
     * and for others whose components come in separate scans.
     */
    private boolean isWhole;

    private int scans;
    private int components;

    /** The largest number of pixels that a frame states. */
    private long pixels;

    /** The memory that the coefficients of all components need, two bytes each. */
    private long coefficientBytes;

    private JpegMarkers() {}

    /** Reads the layout of a JPEG from its markers. For any other content, the layout has no scans and needs no memory. */
    static PictureLayout layout(byte[] jpeg) {
        JpegMarkers markers = new JpegMarkers();
        int at = START_OF_IMAGE;
        while (at + 4 <= jpeg.length && unsigned(jpeg, at + 1) != END_OF_IMAGE) {
            int marker = unsigned(jpeg, at + 1);
            if (unsigned(jpeg, at) != MARKER || isWithinScan(marker)) {
                at++;
                continue;
            }
            int length = (unsigned(jpeg, at + 2) << 8) | unsigned(jpeg, at + 3);
            int end = Math.min(at + 2 + Math.max(2, length), jpeg.length);
            markers.segment(jpeg, marker, at, end);
            at = end;
        }
        markers.isWhole |= markers.scans > 1;
        return new PictureLayout(
                Exif.orientation(markers.exif),
                markers.isWhole ? markers.coefficientBytes : 0,
                markers.isWhole ? markers.pixels : 0,
                markers.scans,
                null);
    }

    private void segment(byte[] jpeg, int marker, int at, int end) {
        if (marker == APPLICATION_1 && exif.length == 0 && Exif.startsWithName(jpeg, at + 4)) {
            exif = Arrays.copyOfRange(jpeg, at + 4, end);
        } else if (isFrame(marker)) {
            isWhole |= isProgressive(marker);
            frame(jpeg, at, end);
        } else if (marker == START_OF_SCAN) {
            scans++;
            isWhole |= at + 4 < end && unsigned(jpeg, at + 4) < components;
        }
    }

    private void frame(byte[] jpeg, int at, int end) {
        if (at + FIRST_COMPONENT > end) {
            return;
        }
        int height = (unsigned(jpeg, at + HEIGHT) << 8) | unsigned(jpeg, at + HEIGHT + 1);
        int width = (unsigned(jpeg, at + WIDTH) << 8) | unsigned(jpeg, at + WIDTH + 1);
        components = unsigned(jpeg, at + COMPONENTS);
        pixels = Math.max(pixels, (long) width * height);
        int across = 1;
        int down = 1;
        for (int i = 0; i < components && at + FIRST_COMPONENT + i * COMPONENT_LENGTH + 1 < end; i++) {
            across = Math.max(across, sampling(jpeg, at, i) >> 4);
            down = Math.max(down, sampling(jpeg, at, i) & 0xf);
        }
        long bytes = 0;
        for (int i = 0; i < components && at + FIRST_COMPONENT + i * COMPONENT_LENGTH + 1 < end; i++) {
            bytes += (long) Math.ceilDiv(width, BLOCK_SIDE * across)
                    * (sampling(jpeg, at, i) >> 4)
                    * Math.ceilDiv(height, BLOCK_SIDE * down)
                    * (sampling(jpeg, at, i) & 0xf)
                    * BYTES_OF_BLOCK;
        }
        coefficientBytes = Math.max(coefficientBytes, bytes);
    }

    private static int sampling(byte[] jpeg, int at, int component) {
        return unsigned(jpeg, at + FIRST_COMPONENT + component * COMPONENT_LENGTH + 1);
    }

    /** Whether this is a stuffed byte, a restart marker or a fill byte. */
    private static boolean isWithinScan(int marker) {
        return marker == 0 || (marker >= 0xd0 && marker <= 0xd7) || marker == MARKER;
    }

    /** Whether this is a start of frame: C0 to CF except the tables C4 and CC and the extension C8. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Whether this is a progressive frame: SOF2, SOF6, SOF10 or SOF14. */
    private static boolean isProgressive(int marker) {
        return marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce;
    }

    private static int unsigned(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }
}
