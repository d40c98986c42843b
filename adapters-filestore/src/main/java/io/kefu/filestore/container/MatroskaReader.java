package io.kefu.filestore.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kefu.domain.file.MediaType;

/**
 * Reads Matroska and WebM files (RFC 8794, RFC 9559). The document type names the format. The types of the tracks say
 * whether they contain video or audio. The elements that contain the tracks are entered, and all others are skipped. The
 * reader does not track the end of an entered element, because recorders may leave the length of segments and clusters
 * unknown.
 */
final class MatroskaReader extends ContainerReader {
    private static final int EBML = 0x1A45DFA3;
    private static final int DOC_TYPE = 0x4282;
    private static final int SEGMENT = 0x18538067;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK_ENTRY = 0xAE;
    private static final int TRACK_TYPE = 0x83;
    private static final int CLUSTER = 0x1F43B675;

    private static final int MAX_ID = 4;
    private static final int MAX_NUMBER = 8;
    private static final long UNKNOWN = -1;

    private static final int VIDEO = 1;
    private static final int AUDIO = 2;

    /** Video and audio in one track. */
    private static final int COMPLEX = 3;

    private enum Next {
        ID,
        REST_OF_ID,
        LENGTH,
        REST_OF_LENGTH,
        DOC_TYPE,
        TRACK_TYPE
    }

    private final Tracks tracks = new Tracks();
    private Next next = Next.ID;
    private String docType = "matroska";
    private int first;
    private int id;

    MatroskaReader() {
        super(1);
    }

    static boolean accepts(byte[] head) {
        return head.length >= MAX_ID && (int) number(head, 0, MAX_ID) == EBML;
    }

    @Override
    void field(byte[] bytes, int length) {
        switch (next) {
            case ID -> {
                first = Byte.toUnsignedInt(bytes[0]);
                int rest = restOf(first);
                if (rest >= MAX_ID) {
                    end();
                } else if (rest == 0) {
                    id(first);
                } else {
                    next(Next.REST_OF_ID, 0, rest);
                }
            }
            case REST_OF_ID -> id((first << (length * Byte.SIZE)) | (int) number(bytes, 0, length));
            case LENGTH -> {
                first = Byte.toUnsignedInt(bytes[0]);
                int rest = restOf(first);
                if (rest >= MAX_NUMBER) {
                    end();
                } else if (rest == 0) {
                    element(length(first, rest, 0));
                } else {
                    next(Next.REST_OF_LENGTH, 0, rest);
                }
            }
            case REST_OF_LENGTH -> element(length(first, length, number(bytes, 0, length)));
            case DOC_TYPE -> {
                docType = new String(bytes, 0, length, ISO_8859_1).replace("\0", "");
                next(Next.ID, 0, 1);
            }
            case TRACK_TYPE -> {
                track((int) number(bytes, 0, length));
                next(Next.ID, 0, 1);
            }
        }
    }

    private void next(Next field, long skip, int length) {
        next = field;
        expect(skip, length);
    }

    /** The number of bytes after the first byte of an id or a length: the number of leading zero bits of that byte. */
    private static int restOf(int first) {
        return Integer.numberOfLeadingZeros(first) - (Integer.SIZE - Byte.SIZE);
    }

    private static long length(int first, int rest, long following) {
        long marker = 1L << (Byte.SIZE - 1 - rest);
        long value = ((first & (marker - 1)) << (rest * Byte.SIZE)) | following;
        long allOnes = (1L << ((Byte.SIZE - 1) * (rest + 1))) - 1;
        return value == allOnes ? UNKNOWN : value;
    }

    private void id(int found) {
        id = found;
        next(Next.LENGTH, 0, 1);
    }

    private void element(long length) {
        switch (id) {
            case EBML, SEGMENT, TRACKS, TRACK_ENTRY -> next(Next.ID, 0, 1);
            case DOC_TYPE -> value(Next.DOC_TYPE, length, MAX_FIELD);
            case TRACK_TYPE -> value(Next.TRACK_TYPE, length, MAX_NUMBER);
            case CLUSTER -> {
                if (!tracks.isEmpty()) {
                    end();
                } else {
                    next(Next.ID, Math.max(0, length), 1);
                }
            }
            default -> value(Next.ID, length, 0);
        }
    }

    /** Reads the value of an element, or skips it if it is longer than {@code most} bytes. */
    private void value(Next field, long length, int most) {
        if (length == UNKNOWN) {
            end();
        } else if (length == 0 || length > most) {
            next(Next.ID, length, 1);
        } else {
            next(field, 0, (int) length);
        }
    }

    private void track(int type) {
        switch (type) {
            case AUDIO -> tracks.addAudio();
            case VIDEO, COMPLEX -> tracks.addVideo();
            default -> tracks.addOther();
        }
    }

    @Override
    public MediaType type() {
        String kind = tracks.kind("video");
        boolean isWebM = docType.equals("webm") && !kind.equals("application");
        return new MediaType(kind + "/" + (isWebM ? "webm" : "x-matroska"));
    }
}
