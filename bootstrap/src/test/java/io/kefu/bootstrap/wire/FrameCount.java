package io.kefu.bootstrap.wire;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Loads the schemas of frames before the first test, and prints after the last one how many frames were validated. A client that
 * loads them on its own thread would not answer pings for a second. JUnit finds this class as a service.
 */
public final class FrameCount implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Object unused = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(FrameCount.class))
                .getOrComputeIfAbsent("summary", key -> printing(FrameSchemas.SERVICE));
    }

    private static AutoCloseable printing(FrameSchemas schemas) {
        return () -> System.out.println(schemas.summary());
    }
}
