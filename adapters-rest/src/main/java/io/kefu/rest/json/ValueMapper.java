package io.kefu.rest.json;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;
import io.kefu.domain.text.Word;
import io.kefu.domain.user.Metadata;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps the values that many requests and answers of the API contain. */
@Singleton
public class ValueMapper {
    private final JsonMapper json;

    public ValueMapper(JsonMapper json) {
        this.json = json;
    }

    public String text(TextValue value) {
        return value.value();
    }

    public String text(Word word) {
        return word.word();
    }

    /** The metadata of a request; null if it has none. */
    public @Nullable Metadata metadata(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            throw DomainException.invalid("metadata", Reason.WRONG_TYPE);
        }
        try {
            return new Metadata(json.writeValueAsString(node));
        } catch (IOException | IllegalStateException tooDeep) {
            // The library throws the one or the other, depending on the depth.
            throw DomainException.invalid("metadata", Reason.MALFORMED);
        }
    }

    /** The metadata of an answer. */
    public JsonNode json(Metadata metadata) {
        try {
            return Objects.requireNonNull(json.readValue(metadata.json(), JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
