package io.kefu.filestore.type;

import io.kefu.application.file.port.MediaTypes;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/** Types by Apache Tika's table of what contents begin with. */
public final class TikaMediaTypes implements MediaTypes {
    /** Containers whose inside Tika's core does not look at. */
    private static final Set<String> CONTAINERS = Set.of("application/zip", "application/x-tika-msoffice");

    private final MimeTypes table = MimeTypes.getDefaultMimeTypes();

    @Override
    public MediaType detect(byte[] head, FileName name) {
        MediaType byContent = ask(head, new Metadata());
        if (!CONTAINERS.contains(byContent.value())) {
            return byContent;
        }
        Metadata withName = new Metadata();
        withName.set(TikaCoreProperties.RESOURCE_NAME_KEY, name.value());
        MediaType byName = ask(head, withName);
        return byName.value().startsWith("application/") ? byName : byContent;
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
