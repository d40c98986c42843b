package io.kefu.bootstrap.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.file.port.LinkKey;

/** The key of signed links, taken from the configuration. */
public final class ConfiguredLinkKey implements LinkKey {
    private static final int MIN_BYTES = 32;

    private final byte[] key;

    /**
     * Creates the key from its text in UTF-8.
     *
     * @throws IllegalArgumentException if it is shorter than 32 bytes
     */
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
