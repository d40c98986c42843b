package io.kefu.filestore.type;

import io.kefu.application.file.port.MediaTypes;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.filestore.container.ContainerReader;
import io.kefu.filestore.container.Containers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * Detects types with Apache Tika, whose core compares the first bytes of a content with a table. {@link Containers} reads
 * the structure of audio and video containers, which Tika's core does not.
 */
public final class TikaMediaTypes implements MediaTypes {
    private static final String UNKNOWN = "application/octet-stream";

    /** The containers of office formats, and their types if the file name does not name an office format. */
    private static final Map<String, MediaType> OFFICE_CONTAINERS = Map.of(
            "application/zip", new MediaType("application/zip"),
            "application/x-tika-ooxml", new MediaType("application/zip"),
            "application/x-tika-msoffice", new MediaType("application/x-ole-storage"));

    /** Type names of Tika that browsers do not know, and the names that browsers know for the same types. */
    private static final Map<String, String> KNOWN_TO_BROWSERS = Map.of(
            "audio/vnd.wave", "audio/wav",
            "audio/x-flac", "audio/flac",
            "audio/x-aac", "audio/aac",
            "audio/x-oggflac", "audio/ogg");

    private final TextDetector text = new TextDetector();

    @Override
    public Detection detect(byte[] head, FileName name) {
        return Containers.readerOf(head)
                .<Detection>map(reader -> new ByContainer(reader, head))
                .orElseGet(() -> new FromHead(byHead(head, name)));
    }

    private MediaType byHead(byte[] head, FileName name) {
        MediaType byContent = AudioStreams.typeOf(head)
                .or(() -> MovieHeads.typeOf(head))
                .orElseGet(() -> ask(Table.OF_TIKA, head, new Metadata()));
        @Nullable MediaType container = OFFICE_CONTAINERS.get(byContent.value());
        if (container == null) {
            return byContent;
        }
        Metadata withName = new Metadata();
        withName.set(TikaCoreProperties.RESOURCE_NAME_KEY, name.value());
        MediaType byName = ask(Table.OF_TIKA, head, withName);
        return byName.value().startsWith("application/") && !OFFICE_CONTAINERS.containsKey(byName.value())
                ? byName
                : container;
    }

    private static MediaType ask(Detector detector, byte[] head, Metadata metadata) {
        try {
            String found = detector.detect(new ByteArrayInputStream(head), metadata)
                    .getBaseType()
                    .toString();
            return new MediaType(KNOWN_TO_BROWSERS.getOrDefault(found, found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class ByContainer implements Detection {
        private final ContainerReader reader;
        private final byte[] head;

        ByContainer(ContainerReader reader, byte[] head) {
            this.reader = reader;
            this.head = head;
        }

        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            reader.update(bytes, offset, length);
        }

        /** Tests an unknown content for text, because a text may begin like an old QuickTime file. */
        @Override
        public MediaType type() {
            MediaType found = reader.type();
            return found.value().equals(UNKNOWN) ? ask(text, head, new Metadata()) : found;
        }
    }

    /** Is read at the first use, because reading it takes long. */
    private static final class Table {
        private static final MimeTypes OF_TIKA = MimeTypes.getDefaultMimeTypes();
    }
}
