package io.kefu.bootstrap.startup;

import io.kefu.bootstrap.embedded.EmbeddedRedisException;
import io.kefu.redis.format.UnusableDataException;
import io.micronaut.http.server.exceptions.ServerStartupException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The chain of exceptions that stopped the start. Its messages are about beans and injection points. This class turns it into
 * one sentence for the person who started kefu.
 */
public record StartUpFailure(List<Throwable> chain) {

    private static final Pattern NATIVE_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");
    private static final Pattern PATH_OF_BEANS = Pattern.compile("Path Taken:.*", Pattern.DOTALL);

    /** Returns the exception and its causes. */
    public static StartUpFailure of(Throwable failure) {
        return new StartUpFailure(
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList());
    }

    /** Returns the reason in one line. */
    public String sentence() {
        return ownWords()
                .or(this::unconvertedSetting)
                .or(this::refusedPort)
                .orElseGet(() -> "could not start: " + rootMessage());
    }

    /** The message of the root cause in one line. */
    public String reason() {
        return rootMessage();
    }

    private Optional<String> ownWords() {
        return first(one -> one instanceof WrongSettingException
                        || one instanceof EmbeddedRedisException
                        || one instanceof UnusableDataException)
                .map(StartUpFailure::message);
    }

    private Optional<String> unconvertedSetting() {
        return chain.stream()
                .map(one -> UnconvertedSetting.in(message(one)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(UnconvertedSetting::sentence);
    }

    private Optional<String> refusedPort() {
        return first(one -> one instanceof ServerStartupException)
                .map(one -> "KEFU_PORT: can't listen " + message(one).replaceFirst("^.* (?=on )", "") + " ("
                        + rootMessage() + "): expected a free port between 1 and 65535");
    }

    private Optional<Throwable> first(Predicate<Throwable> wanted) {
        return chain.stream().filter(wanted).findFirst();
    }

    private String rootMessage() {
        return NATIVE_CALL.matcher(message(chain.getLast())).replaceFirst("");
    }

    private static String message(Throwable failure) {
        String text = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return PATH_OF_BEANS.matcher(text).replaceFirst("").strip().replaceAll("\\s+", " ");
    }
}
