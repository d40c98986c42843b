package io.kefu.application.archive.testing;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An archive in memory. */
public final class InMemoryConversationArchive implements ConversationArchive {
    private final Map<Segment, List<ArchivedEntry>> segments = new ConcurrentHashMap<>();

    @Override
    public long write(Segment segment, List<ArchivedEntry> entries) {
        segments.put(segment, List.copyOf(entries));
        return entries.size();
    }

    @Override
    public Optional<List<ArchivedEntry>> read(Segment segment) {
        return Optional.ofNullable(segments.get(segment));
    }

    @Override
    public void delete(Segment segment) {
        segments.remove(segment);
    }

    /** All stored segments. */
    public Set<Segment> segments() {
        return Set.copyOf(segments.keySet());
    }
}
