package io.kefu.rest.file;

import io.kefu.application.file.upload.UploadFile;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileCategory;
import io.kefu.rest.json.Words;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The form's field beside the file, which may stand before or after it. It is not asked for before the file has been read,
 * since the form comes in no faster than its slowest reader, and waiting for the field would let the file pile up.
 */
final class UploadedCategory implements UploadFile.Category {
    private static final String FIELD = "category";
    private static final int MAX_LENGTH = 64;

    private final @Nullable Publisher<String> pieces;

    UploadedCategory(@Nullable Publisher<String> pieces) {
        this.pieces = pieces;
    }

    @Override
    public Optional<FileCategory> get() {
        if (pieces == null) {
            return Optional.empty();
        }
        Text text = new Text();
        pieces.subscribe(text);
        String word = text.whole();
        return word.isEmpty() ? Optional.empty() : Optional.of(Words.read(FIELD, word, FileCategory::ofWord));
    }

    private static final class Text implements Subscriber<String> {
        private final StringBuilder read = new StringBuilder();
        private final CompletableFuture<String> whole = new CompletableFuture<>();
        private @Nullable Subscription subscription;

        String whole() {
            try {
                return whole.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof DomainException refusal
                        ? refusal
                        : DomainException.invalid(FIELD, Reason.MALFORMED);
            }
        }

        @Override
        public void onSubscribe(Subscription begun) {
            subscription = begun;
            begun.request(1);
        }

        @Override
        public void onNext(String piece) {
            read.append(piece);
            Subscription from = subscription;
            if (from == null) {
                return;
            }
            if (read.length() > MAX_LENGTH) {
                from.cancel();
                whole.completeExceptionally(DomainException.invalid(FIELD, Reason.NOT_ALLOWED));
            } else {
                from.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(read.toString());
        }
    }
}
