package io.kefu.filestore.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.Parallel;
import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecoderMemoryTest {
    private final DecoderMemory memory = new DecoderMemory(10_240);

    @Test
    void refusesMoreThanTheWholeMemory() throws IOException {
        Refusals.assertRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, () -> memory.with(10_241, () -> 1));
        assertThat(memory.with(10_240, () -> 1)).isEqualTo(1);
        assertThat(memory.with(0, () -> 2)).isEqualTo(2);
    }

    @Test
    void concurrentWorkStaysWithinTheMemory() {
        AtomicLong taken = new AtomicLong();
        AtomicLong most = new AtomicLong();
        Parallel.call(50, i -> {
            long bytes = 1_024L * (1 + i % 7);
            try {
                return memory.with(bytes, () -> {
                    most.accumulateAndGet(taken.addAndGet(bytes), Math::max);
                    return taken.addAndGet(-bytes);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(most.get()).isPositive().isLessThanOrEqualTo(10_240);
    }

    @Test
    void failedWorkReleasesItsMemory() throws IOException {
        for (int i = 0; i < 3; i++) {
            Refusals.assertRefused(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    () -> memory.with(10_240, () -> {
                        throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
                    }));
        }
        assertThat(memory.with(10_240, () -> 1)).isEqualTo(1);
    }
}
