package io.kefu.application.archive.port;

/** Signals that a stored segment is damaged: a part is missing, a checksum is wrong, or the entries are not those of its seqs. */
public final class DamagedSegmentException extends RuntimeException {
    public DamagedSegmentException(Segment segment, String reason) {
        super("Segment " + segment + " is damaged: " + reason);
    }
}
