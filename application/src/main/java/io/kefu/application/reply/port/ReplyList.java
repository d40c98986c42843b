package io.kefu.application.reply.port;

import io.kefu.application.text.TextFolding;
import io.kefu.application.text.TextPattern;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All canned replies of one owner, ordered by shortcut, with their folded texts. Immutable, so that a node can keep it in memory
 * and filter it for each call.
 *
 * @param chars the length of all texts together
 */
public record ReplyList(List<Entry> entries, long chars) {
    /** The list of an owner without replies. */
    public static final ReplyList EMPTY = of(List.of());

    /**
     * The form of a shortcut that is unique among the replies of an owner: shortcuts that differ only in case, in width or in
     * white space at their ends are one.
     */
    public static String key(String shortcut) {
        return TextFolding.fold(shortcut).strip();
    }

    /** The list of these replies. */
    public static ReplyList of(Collection<CannedReply> replies) {
        List<Entry> entries = replies.stream()
                .map(reply -> new Entry(reply, key(reply.shortcut()), TextFolding.fold(reply.content())))
                .sorted(Comparator.comparing(Entry::key))
                .toList();
        return new ReplyList(
                entries,
                entries.stream()
                        .mapToLong(entry -> entry.content().length()
                                + entry.reply().content().length())
                        .sum());
    }

    /** The replies whose shortcut begins with a text, and whose shortcut or content contains another; an empty text fits all. */
    public Stream<CannedReply> matching(String prefix, String contained) {
        String beginning = TextFolding.fold(prefix).stripLeading();
        TextPattern pattern = TextPattern.of(contained);
        return entries.stream()
                .filter(entry -> entry.key().startsWith(beginning))
                .filter(entry -> pattern.isIn(entry.key()) || pattern.isIn(entry.content()))
                .map(Entry::reply);
    }

    /** The reply of this id. */
    public Optional<CannedReply> find(ReplyId id) {
        return entries.stream()
                .map(Entry::reply)
                .filter(reply -> reply.id().equals(id))
                .findFirst();
    }

    /**
     * A reply with its folded texts.
     *
     * @param key the folded shortcut
     * @param content the folded content
     */
    public record Entry(CannedReply reply, String key, String content) {}
}
