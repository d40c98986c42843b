package io.kefu.redis.script;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a script of several values returns: a list of texts, numbers, further lists and nothings. */
public record Reply(List<? extends @Nullable Object> items) {

    /** The list that a script returned. */
    @SuppressWarnings("unchecked")
    public static Reply of(Object reply) {
        return new Reply((List<@Nullable Object>) reply);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** The text at a place, counted from 0. */
    public String text(int index) {
        return (String) present(index);
    }

    /** The text at a place; null for none. */
    public @Nullable String textOrNull(int index) {
        return (String) items.get(index);
    }

    /** The integer at a place. */
    public long number(int index) {
        return (Long) present(index);
    }

    /** The integer at a place; null for none. */
    public @Nullable Long numberOrNull(int index) {
        return (Long) items.get(index);
    }

    /** The list at a place. */
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

    private Object present(int index) {
        return Objects.requireNonNull(items.get(index));
    }
}
