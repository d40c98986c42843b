package io.kefu.application.file;

import io.kefu.application.file.port.MediaTypes;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Determines the type and the category of one upload. A type that no category accepts is refused as soon as it is
 * known.
 */
final class Classification {
    private final MediaTypes.Detection detection;
    private final Function<MediaType, List<FileCategory>> categories;
    private final UploadFile.Category wanted;
    private @Nullable FileCategory category;

    /**
     * Begins with the type that was detected from the head of the content.
     *
     * @param categories returns the categories that accept a type, the preferred one first
     * @param wanted the category that the uploader asks for; it may arrive after the content
     */
    Classification(
            MediaTypes.Detection detection,
            Function<MediaType, List<FileCategory>> categories,
            UploadFile.Category wanted) {
        this.detection = detection;
        this.categories = categories;
        this.wanted = wanted;
        if (detection.isSettled()) {
            var unused = possible();
        }
    }

    private List<FileCategory> possible() {
        List<FileCategory> possible = categories.apply(detection.type());
        if (possible.isEmpty()) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, Violation.of("file", Reason.NOT_ALLOWED));
        }
        return possible;
    }

    /** Takes the content's next bytes after its head. */
    void update(byte[] bytes, int offset, int length) {
        detection.update(bytes, offset, length);
    }

    /** Decides the category at the end of the content. Later calls have no effect. */
    void decide() throws IOException {
        if (category != null) {
            return;
        }
        List<FileCategory> possible = possible();
        Optional<FileCategory> asked = wanted.get();
        if (asked.isPresent() && !possible.contains(asked.get())) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, Violation.of("category", Reason.NOT_ALLOWED));
        }
        category = asked.orElse(possible.getFirst());
    }

    MediaType type() {
        return detection.type();
    }

    /** The category. To be called after {@link #decide}. */
    FileCategory category() {
        return Objects.requireNonNull(category);
    }
}
