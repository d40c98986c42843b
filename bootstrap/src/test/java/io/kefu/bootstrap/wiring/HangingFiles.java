package io.kefu.bootstrap.wiring;

import io.kefu.application.file.port.FileContents;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/** Replaces the file store of a node with {@code kefu.test.hanging-files} by one that never answers. */
@Factory
@Requires(property = "kefu.test.hanging-files")
public final class HangingFiles {
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Singleton
    @Replaces(bean = FileContents.class, factory = FileWiring.class)
    @Bean(typed = FileContents.class)
    FileContents hanging() {
        return (FileContents) Proxy.newProxyInstance(
                FileContents.class.getClassLoader(),
                new Class<?>[] {FileContents.class},
                (proxy, method, arguments) -> {
                    called.countDown();
                    released.await();
                    throw new InvocationTargetException(new IllegalStateException("released"));
                });
    }

    /** Completes with the first call. */
    public CountDownLatch called() {
        return called;
    }

    /** Lets all calls fail, so that the node can end. */
    public void release() {
        released.countDown();
    }
}
