package io.kefu.application.file.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link FileContents}. */
public abstract class FileContentsContract {
    private static final FileId ID = new FileId("file_Ab0000000000000000000001");
    private static final FileId OF_SAME_GROUP = new FileId("file_Ab0000000000000000000002");
    private static final FileId OF_OTHER_GROUP = new FileId("file_-_0000000000000000000003");

    private FileContents contents = new InMemoryFileContents(InstantSource.system());

    /** An empty store. */
    protected abstract FileContents create() throws IOException;

    @BeforeEach
    void begin() throws IOException {
        contents = create();
    }

    /** A stream whose reads fail. */
    private static final class Failing extends InputStream {
        private final Failure failure;

        Failing(Failure failure) {
            this.failure = failure;
        }

        interface Failure {
            int read() throws IOException;
        }

        @Override
        public int read() throws IOException {
            return failure.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return failure.read();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private byte[] read(FileId id, long from, long length) {
        try (InputStream in = contents.open(id, from, length).orElseThrow()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, 5 * 1024 * 1024, 11 * 1024 * 1024 + 7})
    void storedContentIsRead(int length) throws IOException {
        byte[] bytes = random(length);
        contents.store(ID, stream(bytes));
        assertThat(read(ID, 0, length)).isEqualTo(bytes);
    }

    @Test
    void contentIsStoredAgain() throws IOException {
        contents.store(ID, stream(random(100_000)));
        contents.store(ID, stream(random(100_000)));
        assertThat(read(ID, 0, 100_000)).isEqualTo(random(100_000));
        assertThat(contents.inGroup(ID.group())).containsOnlyKeys(ID);
    }

    @Test
    void partIsRead() throws IOException {
        contents.store(ID, stream("0123456789".getBytes(UTF_8)));
        assertThat(read(ID, 3, 4)).asString(UTF_8).isEqualTo("3456");
        assertThat(read(ID, 9, 1)).asString(UTF_8).isEqualTo("9");
        assertThat(read(ID, 0, 0)).isEmpty();
        try (InputStream in = contents.open(ID, 2, 3).orElseThrow()) {
            assertThat(in.read()).isEqualTo('2');
            assertThat(in.skip(1)).isEqualTo(1);
            assertThat(in.read()).isEqualTo('4');
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void missingContentIsNotRead() throws IOException {
        assertThat(contents.open(ID, 0, 0)).isEmpty();
        assertThat(contents.open(ID, 0, 1)).isEmpty();
        assertThat(contents.has(ID)).isFalse();
        contents.store(ID, stream(random(10)));
        assertThat(contents.has(ID)).isTrue();
        contents.delete(ID);
        contents.delete(ID);
        assertThat(contents.open(ID, 0, 10)).isEmpty();
        assertThat(contents.has(ID)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, 12 * 1024 * 1024})
    void contentThatFailsLeavesNothing(int length) {
        InputStream broken = new SequenceInputStream(stream(random(length)), new Failing(() -> {
            throw new IOException("gone");
        }));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> contents.store(ID, broken))
                .withMessage("gone");
        assertNothingRemains();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, 12 * 1024 * 1024})
    void contentThatIsRefusedWhileReadLeavesNothing(int length) {
        InputStream refused = new SequenceInputStream(stream(random(length)), new Failing(() -> {
            throw DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
        }));
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> contents.store(ID, refused))
                .returns(ErrorCode.PAYLOAD_TOO_LARGE, DomainException::code);
        assertNothingRemains();
    }

    private void assertNothingRemains() {
        assertThat(contents.open(ID, 0, 0)).isEmpty();
        assertThat(contents.inGroup(ID.group())).isEmpty();
    }

    @Test
    void listsTheContentsOfAGroup() throws IOException {
        assertThat(contents.inGroup(ID.group())).isEmpty();
        for (FileId id : new FileId[] {ID, OF_SAME_GROUP, OF_OTHER_GROUP}) {
            contents.store(id, stream(random(10)));
        }
        assertThat(contents.inGroup(ID.group())).containsOnlyKeys(ID, OF_SAME_GROUP);
        assertThat(contents.inGroup(OF_OTHER_GROUP.group())).containsOnlyKeys(OF_OTHER_GROUP);
        assertThat(contents.inGroup(ID.group()).values())
                .allSatisfy(at -> assertThat(at).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
    }

    @Test
    void sweepKeepsFinishedContents() throws IOException {
        contents.store(ID, stream(random(10)));
        contents.sweep(Instant.now().plus(Duration.ofDays(1)));
        assertThat(read(ID, 0, 10)).isEqualTo(random(10));
    }

    @Test
    void storeIdCanBeReplaced() {
        assertThat(contents.storeId()).isEmpty();
        contents.setStoreId("one");
        contents.setStoreId("other");
        assertThat(contents.storeId()).contains("other");
        contents.sweep(Instant.now().plus(Duration.ofDays(1)));
        assertThat(contents.storeId()).contains("other");
    }

    @Test
    void storesContentsConcurrently() {
        Parallel.call(20, i -> {
            try {
                contents.store(new FileId("file_Ab00000000000000000001%02d".formatted(i)), stream(random(100_000 + i)));
                return i;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(contents.inGroup(ID.group())).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(read(new FileId("file_Ab00000000000000000001%02d".formatted(i)), 0, 100_000 + i))
                    .isEqualTo(random(100_000 + i));
        }
    }
}
