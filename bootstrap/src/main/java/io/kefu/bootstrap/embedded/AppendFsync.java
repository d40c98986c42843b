package io.kefu.bootstrap.embedded;

import java.util.Locale;

/**
 * When Redis forces its append-only file to the disk. Redis' third choice, {@code no}, is left out: it saves nothing
 * measurable over {@link #EVERYSEC} and gives up the bound on what a power cut may take.
 */
public enum AppendFsync {
    /** Before each answer: a power cut loses nothing that was acknowledged. */
    ALWAYS,
    /**
     * Once a second: a power cut loses at most about two seconds. The death of kefu loses nothing; that of Redis itself
     * loses what it had acknowledged and not yet written, since it puts off its writes while the disk is busy.
     */
    EVERYSEC;

    String directive() {
        return name().toLowerCase(Locale.ROOT);
    }
}
