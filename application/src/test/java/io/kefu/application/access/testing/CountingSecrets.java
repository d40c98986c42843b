package io.kefu.application.access.testing;

import io.kefu.application.access.port.Secrets;
import java.util.concurrent.atomic.AtomicLong;

/** Predictable secrets: 1, 2, 3 and so on, padded with {@code A}. */
public final class CountingSecrets implements Secrets {
    private final AtomicLong made = new AtomicLong();

    @Override
    public String text(int length) {
        String number = String.valueOf(made.incrementAndGet());
        return "A".repeat(length - number.length()) + number;
    }
}
