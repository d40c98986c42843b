package io.kefu.bootstrap.response;

import io.kefu.rest.connection.HandlerInstaller;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Adds a {@link ResponseWatch} to each connection of a node, if {@code kefu.test.responses} is set: with {@value #CHECK}, the
 * responses are checked in this JVM; with {@value #PRINT}, they are written to the output of the process.
 */
@Singleton
@Requires(property = "kefu.test.responses")
public final class ResponseWatchInstaller extends HandlerInstaller {
    public static final String CHECK = "check";
    public static final String PRINT = "print";

    private final LongAdder sent = new LongAdder();
    private final Consumer<SentResponse> responses;

    ResponseWatchInstaller(@Value("${kefu.test.responses}") String use) {
        Consumer<SentResponse> next = switch (use) {
            case CHECK -> SentResponses.ALL::add;
            case PRINT -> response -> System.out.println(response.line());
            default -> throw new IllegalArgumentException(use);
        };
        this.responses = response -> {
            sent.increment();
            next.accept(response);
        };
    }

    /** How many responses the node sent so far. */
    long sent() {
        return sent.sum();
    }

    @Override
    protected void install(Channel connection) {
        connection.pipeline().addAfter(CODEC, null, new ResponseWatch(responses));
    }
}
