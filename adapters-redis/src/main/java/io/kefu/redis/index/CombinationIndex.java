package io.kefu.redis.index;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * An index whose members can be filtered by several values at once, for example sessions by state, kefu and tag. It has one
 * sorted set by time, in milliseconds, for each combination of values and of "any value". A filter is thus one set, whose size
 * is the exact total and in which a page is a range of ranks, so that a page costs the same at any depth.
 *
 * <p>A member is in as many sets as there are combinations of its values, so an index should have few dimensions. All sets share
 * the hash tag of the prefix. The class only names and reads the sets; the owner of an index adds and removes members.
 */
public final class CombinationIndex {
    /** Stands for any value. */
    public static final String ANY = "";

    private final String prefix;
    private final LuaScript page;

    /**
     * Makes an index.
     *
     * @param prefix the beginning of the keys of all sets, with a hash tag
     */
    public CombinationIndex(Redis redis, String prefix) {
        this.prefix = prefix;
        this.page = LuaScript.of(redis, "page_index", ScriptOutputType.MULTI);
    }

    /**
     * The key of the set of a combination.
     *
     * @param values one value or {@link #ANY} for each dimension; only the last value may contain spaces
     */
    public String set(String... values) {
        return prefix + String.join(" ", values);
    }

    /**
     * The keys of all sets that have a member.
     *
     * @param values the values of the member in each dimension, with {@link #ANY} where a filter may leave the dimension out
     */
    public List<String> setsOf(List<List<String>> values) {
        List<String> sets = List.of(prefix);
        String separator = "";
        for (List<String> alternatives : values) {
            String before = separator;
            sets = sets.stream()
                    .flatMap(set -> alternatives.stream().map(value -> set + before + value))
                    .toList();
            separator = " ";
        }
        return sets;
    }

    /**
     * Reads a page of one set, or of two sets without common members, newest first. Of members of the same millisecond, those of
     * the second set come first. One round trip.
     */
    public CompletionStage<Page<String>> page(List<String> sets, TimeRange times, PageRequest request) {
        return page.<Object>run(
                        sets,
                        Long.toString(times.from().toEpochMilli()),
                        Long.toString(times.to().toEpochMilli()),
                        Long.toString(request.offset()),
                        Integer.toString(request.size()))
                .thenApply(Reply::of)
                .thenApply(reply -> new Page<>(reply.list(1).texts(), reply.number(0)));
    }
}
