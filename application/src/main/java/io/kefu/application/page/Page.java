package io.kefu.application.page;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items the items on the page, in the order of the list
 * @param total the exact number of items in the whole list
 */
public record Page<T>(List<T> items, long total) {
    public Page {
        items = List.copyOf(items);
    }

    /** One page of a list whose items are all known. */
    public static <T> Page<T> of(List<T> all, PageRequest page) {
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), total);
    }
}
