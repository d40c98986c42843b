package io.kefu.filestore.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A gzip member with the SHA-256 of all bytes before it. It detects every changed bit and every truncation, also in the headers
 * that the CRC of gzip does not cover. gzip programs show it as one more line. It is not compressed, so that its bytes only
 * depend on the bytes before it.
 */
final class Checksum {
    /** The header of a gzip member without name and time. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** The beginning of the last deflate block, which is not compressed. */
    private static final byte LAST_STORED_BLOCK = 1;

    private static final int SIZE = member(new byte[0]).length;

    private Checksum() {}

    static byte[] append(byte[] body) {
        byte[] member = member(body);
        byte[] all = Arrays.copyOf(body, body.length + member.length);
        System.arraycopy(member, 0, all, body.length, member.length);
        return all;
    }

    /** The bytes before the checksum; empty if the checksum is wrong or missing. */
    static Optional<byte[]> verify(byte[] all) {
        if (all.length < SIZE) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(all, all.length - SIZE);
        return Arrays.equals(all, append(body)) ? Optional.of(body) : Optional.empty();
    }

    private static byte[] member(byte[] body) {
        byte[] line = ("{\"sha256\":\"" + HexFormat.of().formatHex(sha256(body)) + "\"}\n").getBytes(US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(line);
        return ByteBuffer.allocate(HEADER.length + 1 + 2 * Short.BYTES + line.length + 2 * Integer.BYTES)
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

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
