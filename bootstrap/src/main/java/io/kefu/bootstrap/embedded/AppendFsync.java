package io.kefu.bootstrap.embedded;

import java.util.Locale;

/**
 * When Redis forces its append-only file to the disk. Redis also knows {@code no}, which is not offered: it is not measurably
 * faster than {@link #EVERYSEC}, and a power cut could lose any amount of data.
 */
public enum AppendFsync {
    /** Before each answer. A power cut loses nothing that was acknowledged. */
    ALWAYS,
    /**
     * Once a second. A power cut loses about two seconds at most. A crash of kefu loses nothing. A crash of Redis itself loses
     * what it had acknowledged but not yet written, because Redis delays writes while the disk is busy.
     */
    EVERYSEC;

    String directive() {
        return name().toLowerCase(Locale.ROOT);
    }
}
