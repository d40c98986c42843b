package io.kefu.filestore.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kefu.domain.file.MediaType;
import java.util.List;

/**
 * Reads Ogg files (RFC 3533). A file begins with one page for each of its streams. The first packet on that page names
 * the codec.
 */
final class OggReader extends ContainerReader {
    private static final String CAPTURE = "OggS";
    private static final int HEADER = 27;
    private static final int FLAGS = 5;
    private static final int BEGINNING_OF_STREAM = 2;
    private static final int SEGMENTS = 26;
    private static final int NAME = 8;

    private static final List<String> AUDIO =
            List.of("OpusHead", "\1vorbis", "\177FLAC", "fLaC", "Speex   ", "PCM     ", "CELT    ", "\1audio");
    private static final List<String> VIDEO =
            List.of("\200theora", "OVP80", "BBCD\0", "KW-DIRAC", "\1video", "YUV4MPEG", "\213MNG");

    private enum Next {
        HEADER,
        LENGTHS,
        NAME
    }

    private final Tracks tracks = new Tracks();
    private Next next = Next.HEADER;
    private int packetsLength;

    OggReader() {
        super(HEADER);
    }

    static boolean accepts(byte[] head) {
        return head.length >= CAPTURE.length() && new String(head, 0, CAPTURE.length(), ISO_8859_1).equals(CAPTURE);
    }

    @Override
    void field(byte[] bytes, int length) {
        switch (next) {
            case HEADER -> {
                int segments = Byte.toUnsignedInt(bytes[SEGMENTS]);
                if (!accepts(bytes) || (bytes[FLAGS] & BEGINNING_OF_STREAM) == 0 || segments == 0) {
                    end();
                } else {
                    next(Next.LENGTHS, 0, segments);
                }
            }
            case LENGTHS -> {
                packetsLength = 0;
                for (int i = 0; i < length; i++) {
                    packetsLength += Byte.toUnsignedInt(bytes[i]);
                }
                if (packetsLength < NAME) {
                    next(Next.HEADER, packetsLength, HEADER);
                } else {
                    next(Next.NAME, 0, NAME);
                }
            }
            case NAME -> {
                stream(new String(bytes, 0, NAME, ISO_8859_1));
                next(Next.HEADER, packetsLength - NAME, HEADER);
            }
        }
    }

    private void next(Next field, int skip, int length) {
        next = field;
        expect(skip, length);
    }

    private void stream(String name) {
        if (VIDEO.stream().anyMatch(name::startsWith)) {
            tracks.addVideo();
        } else if (AUDIO.stream().anyMatch(name::startsWith)) {
            tracks.addAudio();
        } else {
            tracks.addOther();
        }
    }

    @Override
    public MediaType type() {
        return new MediaType(tracks.kind("application") + "/ogg");
    }
}
