package io.kefu.filestore.archive;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns segments into bytes and back. The bytes are gzip, so that {@code zcat} shows them. Each line is a JSON object: the first
 * one says which segment it is, the others are the entries. A {@link Checksum} follows.
 */
final class SegmentCodec {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(2).build())
            .build();

    /** The version of the format. A change that an older node cannot read increases it. */
    private static final int FORMAT = 1;

    private SegmentCodec() {}

    static byte[] encode(Segment segment, List<ArchivedEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(bytes), JsonEncoding.UTF8)) {
            json.setRootValueSeparator(null);
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("conversation", segment.conversation().value());
            json.writeNumberField("first", segment.first());
            json.writeNumberField("last", segment.last());
            json.writeNumberField("version", segment.version());
            json.writeEndObject();
            for (ArchivedEntry entry : entries) {
                json.writeRaw('\n');
                write(json, entry);
            }
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Checksum.append(bytes.toByteArray());
    }

    private static void write(JsonGenerator json, ArchivedEntry entry) throws IOException {
        Message message = entry.message();
        json.writeStartObject();
        json.writeNumberField("seq", message.seq());
        json.writeNumberField("time", message.timestamp().toEpochMilli());
        json.writeStringField("from", message.from().value());
        json.writeStringField("name", message.senderName());
        writeOptional(json, "to", message.to());
        writeOptional(json, "session", message.session());
        json.writeStringField("type", message.type().word());
        json.writeStringField("content", message.content());
        writeOptional(
                json,
                "metadata",
                message.metadata() == null ? null : message.metadata().json());
        writeOptional(json, "client_id", message.clientMessageId());
        if (message.status() == MessageStatus.RECALLED) {
            json.writeBooleanField("recalled", true);
        }
        json.writeNumberField("by_first", entry.byFirst());
        json.writeEndObject();
    }

    private static void writeOptional(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    static List<ArchivedEntry> decode(Segment segment, byte[] bytes) {
        byte[] body = Checksum.verify(bytes)
                .orElseThrow(() -> new DamagedSegmentException(segment, "its checksum is wrong or missing"));
        List<ArchivedEntry> entries = new ArrayList<>(segment.size());
        try (JsonParser json = JSON.createParser(new GZIPInputStream(new ByteArrayInputStream(body)))) {
            json.nextToken();
            check(segment, fields(json));
            while (json.nextToken() != null) {
                entries.add(entry(segment, fields(json)));
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof DamagedSegmentException damaged
                    ? damaged
                    : new DamagedSegmentException(segment, "it cannot be read: " + e);
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).message().seq() != segment.first() + i) {
                throw new DamagedSegmentException(segment, "the entry " + (segment.first() + i) + " is missing");
            }
        }
        if (entries.size() != segment.size()) {
            throw new DamagedSegmentException(segment, "it has " + entries.size() + " entries");
        }
        return List.copyOf(entries);
    }

    private static void check(Segment segment, Map<String, String> header) {
        if (!required(header, "format").equals(Integer.toString(FORMAT))) {
            throw new DamagedSegmentException(segment, "this version of kefu does not know its format");
        }
        if (!required(header, "conversation").equals(segment.conversation().value())
                || Long.parseLong(required(header, "first")) != segment.first()
                || Long.parseLong(required(header, "last")) != segment.last()
                || Long.parseLong(required(header, "version")) != segment.version()) {
            throw new DamagedSegmentException(segment, "it is another segment: " + header);
        }
    }

    /** Reads the values of an object as texts. */
    private static Map<String, String> fields(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, json.getText());
        }
        return fields;
    }

    private static ArchivedEntry entry(Segment segment, Map<String, String> fields) {
        Message message = new Message(
                segment.conversation(),
                Long.parseLong(required(fields, "seq")),
                Instant.ofEpochMilli(Long.parseLong(required(fields, "time"))),
                new UserId(required(fields, "from")),
                required(fields, "name"),
                optional(fields, "to", UserId::new),
                optional(fields, "session", SessionId::new),
                MessageType.ofWord(required(fields, "type")).orElseThrow(),
                required(fields, "content"),
                optional(fields, "metadata", Metadata::new),
                optional(fields, "client_id", ClientMessageId::new),
                fields.containsKey("recalled") ? MessageStatus.RECALLED : MessageStatus.SENT);
        return new ArchivedEntry(message, Long.parseLong(required(fields, "by_first")));
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("the field " + name + " is missing");
        }
        return value;
    }

    private static <T> @Nullable T optional(Map<String, String> fields, String name, Function<String, T> parser) {
        String value = fields.get(name);
        return value == null ? null : parser.apply(value);
    }
}
