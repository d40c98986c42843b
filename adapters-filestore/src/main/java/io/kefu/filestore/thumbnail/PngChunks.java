package io.kefu.filestore.thumbnail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Finds the EXIF data of a PNG (W3C PNG, third edition). */
final class PngChunks {
    private static final int SIGNATURE = 8;
    private static final int HEADER = 8;
    private static final int CHECKSUM = 4;

    private PngChunks() {}

    /** The content of the chunk eXIf, which may come before or after the pixels; empty if there is none. */
    static byte[] exif(byte[] png) {
        long at = SIGNATURE;
        while (at + HEADER <= png.length) {
            long length = Integer.toUnsignedLong(ByteBuffer.wrap(png).getInt((int) at));
            String type = new String(png, (int) at + 4, 4, ISO_8859_1);
            long content = at + HEADER;
            if (type.equals("eXIf") && content + length <= png.length) {
                return Arrays.copyOfRange(png, (int) content, (int) (content + length));
            }
            at = content + length + CHECKSUM;
        }
        return new byte[0];
    }
}
