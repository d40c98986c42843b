package io.kefu.application.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The last member of a gzip file, with the SHA-256 of all bytes before it. It detects every changed bit and every truncation,
 * also in the headers that the CRC of gzip does not cover. gzip programs show it as one more line. It is not compressed, and
 * therefore its bytes follow from the hash alone.
 *
 * @param before the ASCII text of the line before the hash in hexadecimal digits
 * @param after the ASCII text after the hash, with the end of the line
 */
public record Sha256Member(String before, String after) {
    /** The header of a gzip member without name and time. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** The beginning of the last deflate block, which is not compressed. */
    private static final byte LAST_STORED_BLOCK = 1;

    private static final int LINE_AT = HEADER.length + 1 + 2 * Short.BYTES;
    private static final int HEX_LENGTH = 64;

    /** The size in bytes. */
    public int size() {
        return LINE_AT + before.length() + HEX_LENGTH + after.length() + 2 * Integer.BYTES;
    }

    /** The member for this SHA-256. */
    public byte[] write(byte[] sha256) {
        byte[] line = (before + HexFormat.of().formatHex(sha256) + after).getBytes(US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(line);
        return ByteBuffer.allocate(size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(HEADER)
                .put(LAST_STORED_BLOCK)
                .putShort((short) line.length)
                .putShort((short) ~line.length)
                .put(line)
                .putInt((int) crc.getValue())
                .putInt(line.length)
                .array();
    }

    /** The SHA-256 in a member; empty if the bytes are no such member. */
    public Optional<byte[]> read(byte[] member) {
        if (member.length != size()) {
            return Optional.empty();
        }
        String hex = new String(member, LINE_AT + before.length(), HEX_LENGTH, US_ASCII);
        return Optional.of(hex)
                .filter(digits -> digits.matches("[0-9a-f]*"))
                .map(HexFormat.of()::parseHex)
                .filter(sha256 -> Arrays.equals(member, write(sha256)));
    }
}
