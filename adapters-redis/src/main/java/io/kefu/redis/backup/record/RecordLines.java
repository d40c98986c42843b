package io.kefu.redis.backup.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** The text of a record: a JSON array of the kind, the id, the time of expiry and the values, without line breaks. */
public final class RecordLines {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private RecordLines() {}

    /** The line of a record, without a line break. */
    public static String write(BackupRecord record) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartArray();
            out.writeString(record.kind().word());
            out.writeString(record.id());
            out.writeNumber(record.expiresAt());
            for (String value : record.values()) {
                out.writeString(value);
            }
            out.writeEndArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    /**
     * Reads a line.
     *
     * @throws DamagedBackupException if it is no record
     */
    public static BackupRecord read(String line) {
        try (JsonParser in = JSON.createParser(line)) {
            require(in.nextToken() == JsonToken.START_ARRAY, line);
            String word = text(in, line);
            RecordKind kind = RecordKind.ofWord(word)
                    .orElseThrow(() -> new DamagedBackupException("it has records of the unknown kind " + word));
            String id = text(in, line);
            require(in.nextToken() == JsonToken.VALUE_NUMBER_INT, line);
            long expiresAt = in.getLongValue();
            List<String> values = new ArrayList<>();
            JsonToken token = in.nextToken();
            while (token == JsonToken.VALUE_STRING) {
                values.add(in.getText());
                token = in.nextToken();
            }
            require(token == JsonToken.END_ARRAY && in.nextToken() == null, line);
            return new BackupRecord(kind, id, expiresAt, values);
        } catch (IOException malformed) {
            throw notARecord(line);
        }
    }

    private static String text(JsonParser in, String line) throws IOException {
        require(in.nextToken() == JsonToken.VALUE_STRING, line);
        return in.getText();
    }

    private static void require(boolean isWellFormed, String line) {
        if (!isWellFormed) {
            throw notARecord(line);
        }
    }

    private static DamagedBackupException notARecord(String line) {
        return new DamagedBackupException("a line is no record: " + line.substring(0, Math.min(line.length(), 40)));
    }
}
