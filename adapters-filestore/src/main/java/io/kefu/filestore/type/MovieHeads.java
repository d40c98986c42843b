package io.kefu.filestore.type;

import io.kefu.domain.file.MediaType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Detects Windows Media (ASF) and MPEG transport streams by the first bytes of a content. Both may contain audio or video.
 * The head of an ASF file lists its streams. A transport stream is always regarded as video.
 */
final class MovieHeads {
    private static final MediaType WMV = new MediaType("video/x-ms-wmv");
    private static final MediaType WMA = new MediaType("audio/x-ms-wma");
    private static final MediaType TRANSPORT_STREAM = new MediaType("video/mp2t");

    /** The identifier of the ASF header object. */
    private static final byte[] ASF_HEADER = HexFormat.of().parseHex("3026b2758e66cf11a6d900aa0062ce6c");
    /** The type of a video stream in an ASF stream properties object. */
    private static final byte[] ASF_VIDEO = HexFormat.of().parseHex("c0ef19bc4d5bcf11a8fd00805f5c442b");

    private static final byte SYNC = 0x47;
    private static final int ERROR = 0x80;
    private static final int CONTENT = 0x30;
    private static final int PACKET = 188;
    /** The length of the timestamp that Blu-ray discs and cameras write before each packet. */
    private static final int TIME_STAMP = 4;

    private static final int PACKETS_TO_CHECK = 5;

    private MovieHeads() {}

    /** The type of a content with this head; empty if it is neither of the two formats. */
    static Optional<MediaType> typeOf(byte[] head) {
        if (matches(head, 0, ASF_HEADER)) {
            return Optional.of(contains(head, ASF_VIDEO) ? WMV : WMA);
        }
        boolean isTransportStream = hasPackets(head, 0, PACKET) || hasPackets(head, TIME_STAMP, PACKET + TIME_STAMP);
        return isTransportStream ? Optional.of(TRANSPORT_STREAM) : Optional.empty();
    }

    private static boolean hasPackets(byte[] head, int first, int distance) {
        for (int i = 0; i < PACKETS_TO_CHECK; i++) {
            int at = first + i * distance;
            // A packet is invalid if it has neither payload nor adaptation field, or if its error bit is set.
            boolean isPacket = at + 3 < head.length
                    && head[at] == SYNC
                    && (head[at + 1] & ERROR) == 0
                    && (head[at + 3] & CONTENT) != 0;
            if (!isPacket) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] head, byte[] part) {
        for (int at = 0; at <= head.length - part.length; at++) {
            if (matches(head, at, part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] bytes, int at, byte[] part) {
        return at + part.length <= bytes.length && Arrays.equals(bytes, at, at + part.length, part, 0, part.length);
    }
}
