package io.kefu.bootstrap.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kefu.redis.backup.record.DamagedBackupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The last bytes of a backup: the SHA-256 of all bytes before them. They are a gzip member of their own with one line, so that
 * the whole file is valid gzip. The member is not compressed, and therefore its bytes follow from the hash alone. A change of
 * any bit of the file is detected, also in those that gzip ignores.
 */
final class BackupSeal {
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final byte STORED_AND_LAST = 1;
    private static final int SIZES = 2 * Short.BYTES;
    private static final int TRAILER = 2 * Integer.BYTES;
    private static final int HEX_LENGTH = 64;
    private static final String BEFORE = "[\"sha256\",\"";
    private static final String AFTER = "\",0]\n";
    private static final int HEX_AT = GZIP_HEADER.length + 1 + SIZES + BEFORE.length();

    /** The size of a seal in bytes. */
    static final int SIZE = HEX_AT + HEX_LENGTH + AFTER.length() + TRAILER;

    private BackupSeal() {}

    /** A new digest for the bytes before the seal. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes the seal of the bytes before it. */
    static void write(byte[] sha256, OutputStream out) throws IOException {
        out.write(of(HexFormat.of().formatHex(sha256)));
    }

    /**
     * Reads a seal.
     *
     * @return the SHA-256 of the bytes before it
     * @throws DamagedBackupException if the bytes are no seal
     */
    static byte[] read(InputStream in) throws IOException {
        byte[] seal = in.readNBytes(SIZE);
        String hex = new String(seal, HEX_AT, Math.max(0, Math.min(HEX_LENGTH, seal.length - HEX_AT)), US_ASCII);
        if (!hex.matches("[0-9a-f]{" + HEX_LENGTH + "}") || !Arrays.equals(seal, of(hex))) {
            throw new DamagedBackupException("its end is missing");
        }
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] of(String hex) {
        byte[] line = (BEFORE + hex + AFTER).getBytes(US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(line);
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(GZIP_HEADER)
                .put(STORED_AND_LAST)
                .putShort((short) line.length)
                .putShort((short) ~line.length)
                .put(line)
                .putInt((int) checksum.getValue())
                .putInt(line.length)
                .array();
    }
}
