package io.kefu.application.access.testing;

import io.kefu.application.access.port.Secrets;
import java.util.concurrent.atomic.AtomicLong;

/** Secrets that anybody can guess: 1, 2, 3 and so on, filled up with {@code A}. */
public final class CountingSecrets implements Secrets {
    private final AtomicLong made = new AtomicLong();

    @Override
    public String text(int length) {
        String number = String.valueOf(made.incrementAndGet());
        return "A".repeat(length - number.length()) + number;
    }
}
