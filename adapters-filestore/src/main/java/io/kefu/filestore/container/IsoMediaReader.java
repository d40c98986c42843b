package io.kefu.filestore.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kefu.domain.file.MediaType;
import java.util.List;
import java.util.Set;

/**
 * Reads ISO base media files (ISO/IEC 14496-12) and QuickTime files, on which the standard is based: MP4, also fragmented,
 * M4A, 3GP, and pictures such as HEIC and AVIF. The brands name the format. The handlers of the tracks say whether they
 * contain video or audio. Only boxes on the path {@code moov/trak/mdia/hdlr} are entered, so the depth of nesting is
 * bounded. A box that claims to be longer than its parent ends with its parent.
 */
final class IsoMediaReader extends ContainerReader {
    private static final String UNKNOWN = "application/octet-stream";
    private static final int HEADER = 8;
    private static final int LARGE_SIZE = 8;

    /** A content with a longer file type box is not such a file, but for example text. */
    private static final int MAX_BRANDS = 65_536;

    private static final Set<String> BRANDED = Set.of("ftyp", "styp");

    /** The first boxes of files whose file type box is missing or is not the first box. */
    private static final Set<String> UNBRANDED =
            Set.of("moov", "mdat", "wide", "free", "skip", "pnot", "moof", "sidx", "uuid", "udta", "PICT", "pdin");

    /** The boxes to enter, by depth. */
    private static final List<String> PATH = List.of("moov", "trak", "mdia");

    /** Boxes that occur only in a movie box: its header, its tracks, and the boxes that old files have instead. */
    private static final Set<String> MOVIE = Set.of("mvhd", "trak", "cmov", "rmra");

    private static final int HANDLER_LENGTH = 12;

    private enum Next {
        HEADER,
        LARGE_SIZE,
        BRANDS,
        HANDLER
    }

    private final Tracks tracks = new Tracks();
    private final long[] ends = {Long.MAX_VALUE, 0, 0, 0};
    private Next next = Next.HEADER;
    private String brands = "";
    private boolean hasMovie;
    private int depth;
    private long position;
    private long boxEnd;
    private String boxType = "";

    IsoMediaReader() {
        super(HEADER);
    }

    static boolean accepts(byte[] head) {
        if (head.length < HEADER) {
            return false;
        }
        long size = number(head, 0, 4);
        String type = text(head, 4);
        boolean isLarge = size == 1;
        if (BRANDED.contains(type)) {
            return isLarge || size == 0 || (size >= HEADER && size <= MAX_BRANDS);
        }
        return UNBRANDED.contains(type) && (isLarge || size == 0 || size >= HEADER);
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, ISO_8859_1);
    }

    @Override
    void field(byte[] bytes, int length) {
        position += length;
        switch (next) {
            case HEADER -> header(number(bytes, 0, 4), text(bytes, 4));
            case LARGE_SIZE -> {
                long size = number(bytes, 0, LARGE_SIZE);
                box(size < 0 ? Long.MAX_VALUE : size - HEADER - LARGE_SIZE);
            }
            case BRANDS -> {
                brands = new String(bytes, 0, length, ISO_8859_1);
                goTo(boxEnd);
            }
            case HANDLER -> {
                handler(text(bytes, 8));
                goTo(boxEnd);
            }
        }
    }

    private void header(long size, String type) {
        boxType = type;
        if (size == 1) {
            next = Next.LARGE_SIZE;
            expect(0, LARGE_SIZE);
        } else if (size == 0 && depth > 0) {
            // QuickTime ends a list of boxes with a zero.
            goTo(ends[depth]);
        } else {
            box(size == 0 ? Long.MAX_VALUE : size - HEADER);
        }
    }

    /** Handles a box whose content begins at {@code position}. The length is negative if the size is too small for a header. */
    private void box(long length) {
        if (length < 0) {
            end();
            return;
        }
        long parentEnd = Math.max(position, ends[depth]);
        boxEnd = length > parentEnd - position ? parentEnd : position + length;
        long present = boxEnd - position;
        hasMovie |= depth == 1 && MOVIE.contains(boxType);
        if (depth == 0 && brands.isEmpty() && BRANDED.contains(boxType) && present >= 4) {
            next = Next.BRANDS;
            expect(0, (int) Math.min(present, MAX_FIELD));
        } else if (depth < PATH.size() && boxType.equals(PATH.get(depth))) {
            depth++;
            ends[depth] = boxEnd;
            goTo(position);
        } else if (depth == PATH.size() && boxType.equals("hdlr") && present >= HANDLER_LENGTH) {
            next = Next.HANDLER;
            expect(0, HANDLER_LENGTH);
        } else {
            goTo(boxEnd);
        }
    }

    private void goTo(long target) {
        long from = position;
        position = target;
        while (depth > 0 && ends[depth] - position < HEADER) {
            position = Math.max(position, ends[depth]);
            depth--;
        }
        next = Next.HEADER;
        expect(position - from, HEADER);
    }

    private void handler(String type) {
        switch (type) {
            case "soun" -> tracks.addAudio();
            case "vide", "MPEG" -> tracks.addVideo();
            default -> tracks.addOther();
        }
    }

    @Override
    public MediaType type() {
        return new MediaType(
                IsoBrands.of(brands).map(known -> known.type(tracks)).orElseGet(this::typeWithoutBrands));
    }

    /** QuickTime files that are older than MP4 have no brands. A content without movie boxes is not such a file. */
    private String typeWithoutBrands() {
        if (tracks.isEmpty() && !hasMovie) {
            return UNKNOWN;
        }
        return IsoBrands.QUICKTIME.type(tracks);
    }
}
