package io.kefu.filestore.type;

import io.kefu.application.file.port.MediaTypes;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** Types by Apache Tika's table of what contents begin with. */
public final class TikaMediaTypes implements MediaTypes {
    /** Containers whose inside Tika's core does not look at, and what they are where the name does not help. */
    private static final Map<String, MediaType> CONTAINERS = Map.of(
            "application/zip", new MediaType("application/zip"),
            "application/x-tika-ooxml", new MediaType("application/zip"),
            "application/x-tika-msoffice", new MediaType("application/x-ole-storage"));

    private final MimeTypes table = MimeTypes.getDefaultMimeTypes();

    @Override
    public MediaType detect(byte[] head, FileName name) {
        MediaType byContent = ask(head, new Metadata());
        @Nullable MediaType container = CONTAINERS.get(byContent.value());
        if (container == null) {
            return byContent;
        }
        Metadata withName = new Metadata();
        withName.set(TikaCoreProperties.RESOURCE_NAME_KEY, name.value());
        MediaType byName = ask(head, withName);
        return byName.value().startsWith("application/") && !CONTAINERS.containsKey(byName.value())
                ? byName
                : container;
    }

    private MediaType ask(byte[] head, Metadata metadata) {
        try {
            org.apache.tika.mime.MediaType found = table.detect(new ByteArrayInputStream(head), metadata);
            return new MediaType(found.getBaseType().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
