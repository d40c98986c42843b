package io.kefu.bootstrap.response;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test if a response that a node sent differs from the OpenAPI document, and prints after the last test how many responses
 * were validated. As two test classes run at a time, the response may belong to the other test. A response of a node process is
 * read from its output, and may fail a later test or the whole run. JUnit finds this class as a service.
 */
public final class ResponseCheck implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Object unused = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ResponseCheck.class))
                .getOrComputeIfAbsent("summary", key -> printing(SentResponses.ALL));
    }

    private static AutoCloseable printing(SentResponses responses) {
        return () -> {
            try {
                responses.requireDocumented();
            } finally {
                System.out.println(responses.summary());
            }
        };
    }

    @Override
    public void afterEach(ExtensionContext context) {
        SentResponses.ALL.requireDocumented();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        SentResponses.ALL.requireDocumented();
    }
}
