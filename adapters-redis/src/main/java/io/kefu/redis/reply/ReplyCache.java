package io.kefu.redis.reply;

import io.kefu.application.reply.port.ReplyList;
import io.kefu.domain.reply.ReplyOwner;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The lists of replies that this node read last, bounded by the length of their texts. Thread-safe. */
final class ReplyCache {
    private final long maxChars;

    /** The least recently used list is the first. */
    private final Map<ReplyOwner, Version> lists = new LinkedHashMap<>(16, 0.75f, true);

    private long chars;

    /**
     * An empty cache.
     *
     * @param maxChars the highest length of all texts together
     */
    ReplyCache(long maxChars) {
        this.maxChars = maxChars;
    }

    private record Version(String name, ReplyList list) {}

    /** The list of an owner in this version. */
    synchronized Optional<ReplyList> get(ReplyOwner owner, String version) {
        return Optional.ofNullable(lists.get(owner))
                .filter(known -> known.name().equals(version))
                .map(Version::list);
    }

    /** Keeps a list, and forgets others if the texts are too long together. */
    synchronized void put(ReplyOwner owner, String version, ReplyList list) {
        Version before = lists.put(owner, new Version(version, list));
        chars += list.chars() - (before == null ? 0 : before.list().chars());
        Iterator<Version> oldest = lists.values().iterator();
        while (chars > maxChars) {
            chars -= oldest.next().list().chars();
            oldest.remove();
        }
    }
}
