package io.kefu.rest.json;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Reads integers from JSON integers only. The library's own deserializer cuts off fractions and accepts strings. */
@Singleton
final class StrictInteger implements Deserializer<Integer> {

    @Override
    public Integer deserialize(Decoder decoder, DecoderContext context, Argument<? super Integer> type)
            throws IOException {
        JsonNode node = decoder.decodeNode();
        if (!node.isNumber() || node.getDoubleValue() != node.getIntValue()) {
            throw decoder.createDeserializationException("Not an integer", null);
        }
        return node.getIntValue();
    }
}
