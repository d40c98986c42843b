package io.kefu.websocket.frame;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frame that a client sends: {@code {"type": …, "data": {…}, "id": …}}.
 *
 * @param id the id that the answer repeats: a number, or a text of at most {@value #MAX_ID} characters; null for none
 * @param data the fields of the type; an empty object if the client sent none
 */
public record ClientFrame(FrameType type, @Nullable JsonNode id, JsonNode data) {
    private static final int MAX_ID = 64;

    /**
     * Reads a frame.
     *
     * @throws DomainException if a field of the frame is missing or invalid
     */
    public static ClientFrame of(JsonNode json) {
        if (!json.isObject()) {
            throw DomainException.invalid("frame", Reason.WRONG_TYPE);
        }
        @Nullable JsonNode data = json.get("data");
        if (data != null && !data.isNull() && !data.isObject()) {
            throw DomainException.invalid("data", Reason.WRONG_TYPE);
        }
        JsonNode body = data == null || data.isNull() ? JsonNode.createObjectNode(Map.of()) : data;
        return new ClientFrame(FrameType.ofWord(new Fields(json).text("type")), id(json), body);
    }

    /** The id of a frame that may otherwise be invalid; null if the frame has no id or an invalid one. */
    public static @Nullable JsonNode idOf(@Nullable JsonNode json) {
        try {
            return json == null ? null : id(json);
        } catch (DomainException refusal) {
            return null;
        }
    }

    private static @Nullable JsonNode id(JsonNode json) {
        @Nullable JsonNode id = json.get("id");
        if (id == null || id.isNull()) {
            return null;
        }
        boolean isText = id.isString() && Texts.hasLength(id.getStringValue(), 0, MAX_ID);
        if (!isText && !id.isNumber()) {
            throw DomainException.invalid("id", Reason.MALFORMED);
        }
        return id;
    }

    /** The fields of {@link #data}. */
    public Fields fields() {
        return new Fields(data);
    }
}
