package io.kefu.filestore.archive;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.filestore.store.ObjectStore;
import io.kefu.filestore.store.StoreFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Stores each segment as one object {@code archive/<group>/<conversation>/<first>-<last>-<version>}. The group is the first two
 * characters of the conversation's key and keeps folders small. The names do not depend on the number of partitions.
 */
public record ObjectArchive(ObjectStore objects) implements ConversationArchive {
    private static final int GROUP_LENGTH = 2;

    @Override
    public long write(Segment segment, List<ArchivedEntry> entries) {
        byte[] written = SegmentCodec.encode(segment, entries);
        objects.put(name(segment), written);
        byte[] read = objects.get(name(segment)).orElseGet(() -> new byte[0]);
        if (!Arrays.equals(written, read) || !SegmentCodec.decode(segment, read).equals(entries)) {
            throw StoreFailure.of(new IOException("The store returned another content than was written to " + segment));
        }
        return written.length;
    }

    @Override
    public Optional<List<ArchivedEntry>> read(Segment segment) {
        return objects.get(name(segment)).map(stored -> SegmentCodec.decode(segment, stored));
    }

    @Override
    public void delete(Segment segment) {
        objects.delete(name(segment));
    }

    private static String name(Segment segment) {
        String key = segment.conversation().key();
        return "archive/" + key.substring(0, GROUP_LENGTH) + "/" + key + "/" + segment.first() + "-" + segment.last()
                + "-" + segment.version();
    }
}
