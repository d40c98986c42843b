package io.kefu.filestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartMemoryTest {
    private final PartMemory memory = new PartMemory(10, 2);

    @Test
    void thereIsSoMuchAndNoMore() {
        PartMemory.Part first = memory.take(Duration.ZERO);
        try (PartMemory.Part second = memory.take(Duration.ZERO)) {
            assertThat(second.bytes()).hasSize(10).isNotSameAs(first.bytes());
            Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> memory.take(Duration.ofMillis(1)));
        }
        try (PartMemory.Part again = memory.take(Duration.ZERO)) {
            assertThat(again.bytes()).hasSize(10).isNotSameAs(first.bytes());
        }
        first.close();
    }

    @Test
    void whoWaitsGetsWhatIsGivenBack() {
        PartMemory.Part first = memory.take(Duration.ZERO);
        PartMemory.Part second = memory.take(Duration.ZERO);
        CompletableFuture<PartMemory.Part> waits =
                CompletableFuture.supplyAsync(() -> memory.take(Duration.ofSeconds(20)));
        first.close();
        assertThat(waits.orTimeout(20, TimeUnit.SECONDS).join().bytes()).isSameAs(first.bytes());
        second.close();
    }
}
