package io.kefu.application.page;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items what stands on the page, in the list's order
 * @param total how many items the whole list has, exactly
 */
public record Page<T>(List<T> items, long total) {
    public Page {
        items = List.copyOf(items);
    }

    /** The same page of what each item stands for. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), total);
    }
}
