package io.kefu.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.application.health.port.StoreHealth;
import io.kefu.domain.connection.Room;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Stubs of the ports that have no fake in memory. */
final class Stubs {
    static final Instant NOW = Instant.parse("2024-01-01T12:00:00.123Z");

    private Stubs() {}

    /** Detects a web page by its first character {@code <}. All other contents are images. */
    static final class Types implements MediaTypes {
        @Override
        public Detection detect(byte[] head, FileName name) {
            return new FromHead(new MediaType(head[0] == '<' ? "text/html" : "image/png"));
        }
    }

    /** Thumbnails whose content is their size. */
    static final class Miniatures implements Thumbnails {
        @Override
        public Thumbnail of(StoredFile file, int size) {
            return new Thumbnail(new MediaType("image/png"), ByteBuffer.wrap(("at " + size).getBytes(UTF_8)));
        }
    }

    /** Verifies tokens such as {@code for:user9}. */
    static final class Identities implements IdentityTokens {
        @Override
        public boolean isConfigured() {
            return false;
        }

        @Override
        public boolean isRequired() {
            return false;
        }

        @Override
        public Optional<Identity> verify(String token) {
            return token.startsWith("for:")
                    ? Optional.of(new Identity(new UserId(token.substring(4)), null, null))
                    : Optional.empty();
        }
    }

    /** Counts of three sockets. */
    static final class Counted implements ConnectionCounts {
        @Override
        public void report(String node, Counts counts, Instant now, Duration lease) {}

        @Override
        public Counts total(Instant now) {
            return new Counts(3, 2, Map.of(Room.SUPPORT, 1L, Room.GENERAL, 2L));
        }
    }

    /** A store that is healthy until a test changes that. */
    static final class Health implements StoreHealth {
        volatile boolean answers = true;

        @Override
        public State state() {
            return answers ? State.WRITABLE : State.UNAVAILABLE;
        }
    }
}
