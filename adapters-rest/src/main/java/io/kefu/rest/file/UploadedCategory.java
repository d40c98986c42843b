package io.kefu.rest.file;

import io.kefu.application.file.upload.UploadFile;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileCategory;
import io.kefu.rest.json.Words;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * The category in an upload's form, which may stand before or after the file. It must be read after the file: the server reads the
 * form as fast as the slowest reader of a field, and while a thread waits for a later field, the file would pile up in memory.
 *
 * @param pieces the pieces of the field's text; null or empty if the form has no such field
 */
record UploadedCategory(@Nullable Publisher<String> pieces) implements UploadFile.Category {
    private static final String FIELD = "category";
    private static final int MAX_LENGTH = 64;

    @Override
    public Optional<FileCategory> get() {
        String word = pieces == null ? "" : text(pieces);
        return word.isEmpty() ? Optional.empty() : Optional.of(Words.read(FIELD, word, FileCategory::ofWord));
    }

    private static String text(Publisher<String> pieces) {
        try {
            return Flux.from(pieces)
                    .limitRate(1)
                    .collect(StringBuilder::new, UploadedCategory::append)
                    .blockOptional()
                    .map(StringBuilder::toString)
                    .orElse("");
        } catch (DomainException refusal) {
            throw refusal;
        } catch (RuntimeException broken) {
            throw DomainException.invalid(FIELD, Reason.MALFORMED);
        }
    }

    private static void append(StringBuilder text, String piece) {
        if (text.length() + piece.length() > MAX_LENGTH) {
            throw DomainException.invalid(FIELD, Reason.NOT_ALLOWED);
        }
        text.append(piece);
    }
}
