package io.kefu.websocket.frame;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a client: {@code {"type": …, "data": {…}, "id": …}}.
 *
 * @param id comes back in the answer: a number or a text of at most {@value #MAX_ID} characters; null for none
 * @param data what the type calls for; an empty object where it is absent
 */
public record ClientFrame(FrameType type, @Nullable JsonNode id, JsonNode data) {
    private static final int MAX_ID = 64;

    /** Reads a frame; the names of its fields are those of the protocol. */
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

    /** The id of a frame that may be wrong in every other way; null for none or one that is wrong itself. */
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
