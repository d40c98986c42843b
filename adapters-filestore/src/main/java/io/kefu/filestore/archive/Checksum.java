package io.kefu.filestore.archive;

import io.kefu.application.hash.Sha256;
import io.kefu.application.hash.Sha256Member;
import java.util.Arrays;
import java.util.Optional;

/** The checksum at the end of a segment: a gzip member with the SHA-256 of all bytes before it. */
final class Checksum {
    private static final Sha256Member MEMBER = new Sha256Member("{\"sha256\":\"", "\"}\n");

    private Checksum() {}

    static byte[] append(byte[] body) {
        byte[] member = MEMBER.write(Sha256.digest().digest(body));
        byte[] all = Arrays.copyOf(body, body.length + member.length);
        System.arraycopy(member, 0, all, body.length, member.length);
        return all;
    }

    /** The bytes before the checksum; empty if the checksum is wrong or missing. */
    static Optional<byte[]> verify(byte[] all) {
        if (all.length < MEMBER.size()) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(all, all.length - MEMBER.size());
        return Arrays.equals(all, append(body)) ? Optional.of(body) : Optional.empty();
    }
}
