package io.kefu.filestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartBuffersTest {
    private final PartBuffers buffers = new PartBuffers(10, 2);

    @Test
    void numberOfBuffersIsBounded() {
        PartBuffers.Buffer first = buffers.take(Duration.ZERO);
        try (PartBuffers.Buffer second = buffers.take(Duration.ZERO)) {
            assertThat(second.bytes()).hasSize(10).isNotSameAs(first.bytes());
            Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> buffers.take(Duration.ofMillis(1)));
        }
        try (PartBuffers.Buffer again = buffers.take(Duration.ZERO)) {
            assertThat(again.bytes()).hasSize(10).isNotSameAs(first.bytes());
        }
        first.close();
    }

    @Test
    void waitingCallGetsTheReturnedBuffer() {
        PartBuffers.Buffer first = buffers.take(Duration.ZERO);
        PartBuffers.Buffer second = buffers.take(Duration.ZERO);
        CompletableFuture<PartBuffers.Buffer> waits =
                CompletableFuture.supplyAsync(() -> buffers.take(Duration.ofSeconds(20)));
        first.close();
        assertThat(waits.orTimeout(20, TimeUnit.SECONDS).join().bytes()).isSameAs(first.bytes());
        second.close();
    }
}
