package io.kefu.websocket.frame;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of frames. Thread-safe. */
@Singleton
public final class FrameJson {
    private final JsonMapper json;

    FrameJson(JsonMapper json) {
        this.json = json;
    }

    /** The JSON of a frame in UTF-8. */
    public byte[] write(ServerFrame frame) {
        try {
            return json.writeValueAsBytes(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads JSON in UTF-8; null if the bytes are not valid JSON. */
    public @Nullable JsonNode read(byte[] text) {
        try {
            return json.readValue(text, JsonNode.class);
        } catch (IOException malformed) {
            return null;
        }
    }

    /** The JSON text of a value that a client sent in a field. */
    public String text(String field, JsonNode value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException | IllegalStateException tooDeep) {
            // For a value that is nested too deeply, the library throws one or the other, depending on the depth.
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
    }
}
