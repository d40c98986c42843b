package io.kefu.redis.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Reads tombstones of recalled messages: JSON arrays of the names and values of an entry's fields in turn. */
final class Tombstone {
    private static final JsonFactory JSON = new JsonFactory();

    private Tombstone() {}

    static Map<String, String> fields(String tombstone) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser in = JSON.createParser(tombstone)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.VALUE_STRING) {
                String name = in.getText();
                in.nextToken();
                fields.put(name, in.getText());
            }
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
