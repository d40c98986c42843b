package io.kefu.bootstrap.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.file.port.LinkKey;

/** The key of signed links, taken from the configuration. */
public final class ConfiguredLinkKey implements LinkKey {
    private static final int MIN_BYTES = 32;

    private final byte[] key;

    /** Throws an {@link IllegalArgumentException} for a text that is shorter than 32 bytes in UTF-8. */
    public ConfiguredLinkKey(String key) {
        this.key = key.getBytes(UTF_8);
        if (this.key.length < MIN_BYTES) {
            throw new IllegalArgumentException("A link key has at least " + MIN_BYTES + " bytes");
        }
    }

    @Override
    public byte[] bytes() {
        return key.clone();
    }
}
