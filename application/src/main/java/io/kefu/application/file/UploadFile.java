package io.kefu.application.file;

import static io.kefu.application.access.port.RateLimits.Limit.UPLOAD_OF_USER;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a file in. Its content is stored while it comes in, and seen by nobody before it is there as a whole; the record is
 * made last, so that whoever finds one finds the content.
 */
public final class UploadFile {
    private final FileContents contents;
    private final FileRecords records;
    private final FileRemoval removal;
    private final UserStore users;
    private final MediaTypes types;
    private final RateLimits limits;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Rules rules;

    public UploadFile(
            FileContents contents,
            FileRecords records,
            FileMentions mentions,
            UserStore users,
            MediaTypes types,
            RateLimits limits,
            Secrets secrets,
            InstantSource clock,
            Rules rules) {
        this.contents = contents;
        this.records = records;
        this.removal = new FileRemoval(records, mentions, contents);
        this.users = users;
        this.types = types;
        this.limits = limits;
        this.secrets = secrets;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Uploads. Blocks for as long as the content takes to come in.
     *
     * @throws DomainException {@link ErrorCode#RATE_LIMITED}; {@link ErrorCode#PAYLOAD_TOO_LARGE} for a content that is too
     *     long, or more than the caller may store; {@link ErrorCode#UNSUPPORTED_MEDIA_TYPE} for one that its category does
     *     not take; {@link ErrorCode#INVALID_PARAMETER} for an empty one or an unknown category; {@link
     *     ErrorCode#UNAUTHORIZED} for a caller who was erased meanwhile; and whatever unchecked exception reading it throws
     * @throws IOException what reading the content threw
     */
    public StoredFile upload(Principal caller, Command command) throws IOException {
        Operation.UPLOAD_FILE.requireAllowed(caller);
        Optional<Duration> wait = limits.attempt(UPLOAD_OF_USER, caller.id().value());
        if (wait.isPresent()) {
            throw DomainException.rateLimited(wait.get());
        }
        Quota quota = caller.isStaff() ? rules.staff() : rules.customers();
        requireRoom(caller, quota);
        User uploader = users.find(caller.id()).orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
        return store(uploader, command, quota);
    }

    /** Asked before anything is read; the record's own count has the last word. */
    private void requireRoom(Principal caller, Quota quota) {
        Quota used = records.usedBy(caller.id());
        if (used.files() >= quota.files() || used.bytes() >= quota.bytes()) {
            throw tooMuch(quota);
        }
    }

    private StoredFile store(User uploader, Command command, Quota quota) throws IOException {
        FileName name = FileName.of(command.name());
        MeasuredContent content = new MeasuredContent(command.content(), rules.maxBytes());
        byte[] head = content.readNBytes(MediaTypes.HEAD);
        if (head.length == 0) {
            throw DomainException.invalid("file", Reason.LENGTH, 1, rules.maxBytes());
        }
        Classification classification =
                new Classification(types.detect(head, name), rules::categoriesOf, command.category());
        FileId id = FileIds.of(uploader.id(), secrets.text(FileIds.SECRET_LENGTH));
        contents.store(
                id,
                new SequenceInputStream(
                        new ByteArrayInputStream(head), new ClassifiedContent(content, classification)));
        StoredFile file = new StoredFile(
                id,
                name,
                content.size(),
                classification.type(),
                classification.category(),
                content.sha256(),
                uploader.id(),
                clock.instant());
        record(file, uploader, quota);
        return file;
    }

    /**
     * Makes the record. Where that fails, nobody knows whether it is there; without its content it goes with the next sweep,
     * and no longer counts.
     */
    private void record(StoredFile file, User uploader, Quota quota) {
        boolean isKept = false;
        try {
            if (!records.add(file, quota)) {
                throw tooMuch(quota);
            }
            if (!isStill(uploader)) {
                // Erased meanwhile, with all that was there by then.
                removal.remove(file.id());
                throw DomainException.of(ErrorCode.UNAUTHORIZED);
            }
            isKept = true;
        } finally {
            if (!isKept) {
                contents.delete(file.id());
            }
        }
    }

    /** Whether it is there, and not one who has the id by now. */
    private boolean isStill(User user) {
        return users.find(user.id())
                .filter(found -> found.createdAt().equals(user.createdAt()))
                .isPresent();
    }

    private static DomainException tooMuch(Quota quota) {
        return DomainException.of(
                ErrorCode.PAYLOAD_TOO_LARGE, Violation.of("file", Reason.QUOTA, quota.files(), quota.bytes()));
    }

    /**
     * A file that comes in.
     *
     * @param name what its uploader calls it
     * @param content its content, which is neither closed nor read on after a refusal
     * @param category what it is for; asked once, after the content's end, since it may come in after it
     */
    public record Command(String name, InputStream content, Category category) {}

    /** What a file is for. */
    @FunctionalInterface
    public interface Category {
        /** The category; nothing where the uploader leaves it to the content. */
        Optional<FileCategory> get() throws IOException;
    }

    /**
     * What may be uploaded.
     *
     * @param maxBytes how long a file may be
     * @param customers what a customer may store in all
     * @param staff what a kefu or admin may store in all
     * @param types the types that each category takes, as patterns of {@link MediaType#matches}
     */
    public record Rules(long maxBytes, Quota customers, Quota staff, Map<FileCategory, List<String>> types) {
        public Rules {
            types = Map.copyOf(types);
        }

        /** The categories that take a type, the most telling first. */
        List<FileCategory> categoriesOf(MediaType type) {
            return List.of(FileCategory.IMAGE, FileCategory.VOICE, FileCategory.VIDEO, FileCategory.FILE).stream()
                    .filter(category ->
                            types.getOrDefault(category, List.of()).stream().anyMatch(type::matches))
                    .toList();
        }
    }
}
