package io.kefu.redis.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list that a script returned. Its items are texts, integers, lists or null. */
public record Reply(List<? extends @Nullable Object> items) {

    /** Wraps a list that a script returned. */
    @SuppressWarnings("unchecked")
    public static Reply of(Object reply) {
        return new Reply((List<@Nullable Object>) reply);
    }

    /** Whether the list is empty. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** The text at an index, from 0. */
    public String text(int index) {
        return (String) present(index);
    }

    /** The text at an index, or null. */
    public @Nullable String textOrNull(int index) {
        return (String) items.get(index);
    }

    /** The integer at an index. */
    public long number(int index) {
        return (Long) present(index);
    }

    /** The integer at an index, or null. */
    public @Nullable Long numberOrNull(int index) {
        return (Long) items.get(index);
    }

    /** The list at an index. */
    public Reply list(int index) {
        return of(present(index));
    }

    /** All items, each of them a list. */
    public List<Reply> lists() {
        return items.stream().map(Objects::requireNonNull).map(Reply::of).toList();
    }

    /** All items, each of them a text. */
    public List<String> texts() {
        return items.stream()
                .map(Objects::requireNonNull)
                .map(String.class::cast)
                .toList();
    }

    /** The items as a map, if they are names and values in turn. */
    public Map<String, String> fields() {
        Map<String, String> fields = HashMap.newHashMap(items.size() / 2);
        for (int i = 0; i < items.size(); i += 2) {
            fields.put(text(i), text(i + 1));
        }
        return fields;
    }

    private Object present(int index) {
        return Objects.requireNonNull(items.get(index));
    }
}
