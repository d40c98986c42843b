package io.kefu.filestore.type;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kefu.domain.file.MediaType;
import java.util.Optional;

/** Detects audio formats that Tika does not recognise: the audio after an ID3 tag, large WAV files and short AAC streams. */
final class AudioStreams {
    private static final int TAG_HEADER = 10;
    private static final int TAG_FLAGS = 5;
    private static final int TAG_SIZE = 6;
    private static final int HAS_FOOTER = 0x10;

    /** The tag stores seven bits of its size in each byte. */
    private static final int SIZE_BITS = 7;

    private static final int AAC_HEADER = 7;
    private static final int SAMPLING_RATES = 13;

    private static final MediaType MP3 = new MediaType("audio/mpeg");
    private static final MediaType AAC = new MediaType("audio/aac");
    private static final MediaType FLAC = new MediaType("audio/flac");
    private static final MediaType WAV = new MediaType("audio/wav");

    private AudioStreams() {}

    /** The type of a content with this head; empty if it is none of these formats. */
    static Optional<MediaType> typeOf(byte[] head) {
        if ((startsWith(head, 0, "RF64") || startsWith(head, 0, "BW64")) && startsWith(head, 8, "WAVE")) {
            return Optional.of(WAV);
        }
        if (startsWith(head, 0, "ID3") && head.length >= TAG_HEADER) {
            return Optional.of(typeAfterTag(head, endOfTag(head)));
        }
        return isAac(head, 0) ? Optional.of(AAC) : Optional.empty();
    }

    private static int endOfTag(byte[] head) {
        int size = 0;
        for (int i = TAG_SIZE; i < TAG_HEADER; i++) {
            size = (size << SIZE_BITS) | (head[i] & 0x7f);
        }
        return size + TAG_HEADER + ((head[TAG_FLAGS] & HAS_FOOTER) == 0 ? 0 : TAG_HEADER);
    }

    private static MediaType typeAfterTag(byte[] head, int at) {
        if (startsWith(head, at, "fLaC")) {
            return FLAC;
        }
        return isAac(head, at) ? AAC : MP3;
    }

    /**
     * Whether AAC frames begin here (ADTS, ISO/IEC 13818-7): a header with a known sampling rate and, if its frame ends
     * within the head, another header.
     */
    private static boolean isAac(byte[] head, int at) {
        if (!isAacHeader(head, at)) {
            return false;
        }
        int length = (Byte.toUnsignedInt(head[at + 3]) & 3) << 11
                | Byte.toUnsignedInt(head[at + 4]) << 3
                | Byte.toUnsignedInt(head[at + 5]) >> 5;
        return length >= AAC_HEADER && (at + length + AAC_HEADER > head.length || isAacHeader(head, at + length));
    }

    private static boolean isAacHeader(byte[] head, int at) {
        return at >= 0
                && at <= head.length - AAC_HEADER
                && head[at] == (byte) 0xff
                && (head[at + 1] & 0xf6) == 0xf0
                && (head[at + 2] >> 2 & 0xf) < SAMPLING_RATES;
    }

    private static boolean startsWith(byte[] bytes, int at, String text) {
        return at >= 0
                && at <= bytes.length - text.length()
                && new String(bytes, at, text.length(), ISO_8859_1).equals(text);
    }
}
