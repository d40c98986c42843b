package io.kefu.application.file.upload;

import static io.kefu.application.access.port.RateLimits.Limit.UPLOAD_OF_USER;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.file.FileIds;
import io.kefu.application.file.StoreIds;
import io.kefu.application.file.port.FileContents;
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
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Uploads a file. The content is stored while it arrives. The record is added last, so that every record has a complete
 * content.
 */
@UseCase
public final class UploadFile {
    private final FileContents contents;
    private final FileRecords records;
    private final UserStore users;
    private final MediaTypes types;
    private final RateLimits limits;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Rules rules;
    /** Whether the store was seen to be the right one, or one that may become it. It is not compared again then. */
    private volatile boolean isStoreKnown;

    public UploadFile(
            FileContents contents,
            FileRecords records,
            UserStore users,
            MediaTypes types,
            RateLimits limits,
            Secrets secrets,
            InstantSource clock,
            Rules rules) {
        this.contents = contents;
        this.records = records;
        this.users = users;
        this.types = types;
        this.limits = limits;
        this.secrets = secrets;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Uploads a file. Blocks until the whole content has arrived. Exceptions that the content throws reach the caller
     * unchanged.
     *
     * @throws DomainException {@link ErrorCode#RATE_LIMITED}; {@link ErrorCode#PAYLOAD_TOO_LARGE} for a content that is too
     *     large, or that would exceed the caller's quota; {@link ErrorCode#UNSUPPORTED_MEDIA_TYPE} for a type that the
     *     category does not accept; {@link ErrorCode#INVALID_PARAMETER} for an empty content or an unknown category;
     *     {@link ErrorCode#UNAUTHORIZED} for a caller who was erased during the upload; {@link
     *     ErrorCode#SERVICE_UNAVAILABLE} if the content store is not the one that the records belong to
     * @throws IOException if the content cannot be read
     */
    public StoredFile upload(Principal caller, Command command) throws IOException {
        Operation.UPLOAD_FILE.requireAllowed(caller);
        limits.requireAttempt(UPLOAD_OF_USER, caller.id().value());
        requireStore();
        Quota quota = caller.isStaff() ? rules.staff() : rules.customers();
        requireFreeQuota(caller, quota);
        User uploader = users.find(caller.id()).orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
        return store(uploader, command, quota);
    }

    private void requireStore() {
        if (isStoreKnown) {
            return;
        }
        if (StoreIds.isStoreMissing(contents, records)) {
            throw DomainException.of(ErrorCode.SERVICE_UNAVAILABLE);
        }
        isStoreKnown = contents.storeId().isPresent();
    }

    /** Refuses early, before the content is read. The decision is made by {@link FileRecords#add}. */
    private void requireFreeQuota(Principal caller, Quota quota) {
        Quota used = records.usedBy(caller.id());
        if (used.files() >= quota.files() || used.bytes() >= quota.bytes()) {
            throw quotaExceeded(quota);
        }
    }

    private StoredFile store(User uploader, Command command, Quota quota) throws IOException {
        FileName name = FileName.of(command.name());
        IncomingContent content = new IncomingContent(command, name, types, rules);
        FileId id = FileIds.of(uploader.id(), secrets.text(FileIds.SECRET_LENGTH));
        contents.store(id, content);
        StoredFile file = new StoredFile(
                id,
                name,
                content.size(),
                content.type(),
                content.category(),
                content.sha256(),
                uploader.id(),
                clock.instant());
        record(file, uploader, quota);
        return file;
    }

    /**
     * Adds the record, and deletes the content if that fails. If the store does not answer, the record may exist; the sweep
     * removes it then, because it has no content.
     */
    private void record(StoredFile file, User uploader, Quota quota) {
        boolean recorded = false;
        try {
            if (!records.add(file, quota)) {
                throw quotaExceeded(quota);
            }
            if (!exists(uploader)) {
                // The account was erased during the upload, before this record existed.
                records.remove(file.id());
                throw DomainException.of(ErrorCode.UNAUTHORIZED);
            }
            recorded = true;
        } finally {
            if (!recorded) {
                contents.delete(file.id());
            }
        }
    }

    /** Whether the account still exists. An account that was created again under the same id is another one. */
    private boolean exists(User user) {
        return users.find(user.id())
                .filter(found -> found.createdAt().equals(user.createdAt()))
                .isPresent();
    }

    private static DomainException quotaExceeded(Quota quota) {
        return DomainException.of(
                ErrorCode.PAYLOAD_TOO_LARGE, Violation.of("file", Reason.QUOTA, quota.files(), quota.bytes()));
    }

    /**
     * A file to upload.
     *
     * @param name the name that the uploader gave the file
     * @param content the content; it is read to its end unless it is refused, and not closed
     * @param category the category that the uploader asks for; it is read once, after the content, because the form may
     *     contain it after the file
     */
    public record Command(String name, InputStream content, Category category) {}

    /** Supplies the requested category of an upload. */
    @FunctionalInterface
    public interface Category {
        /** The category; empty if the uploader names none, so that the type of the content decides. */
        Optional<FileCategory> get() throws IOException;
    }

    /**
     * The limits of uploads.
     *
     * @param maxBytes the largest size of a file in bytes
     * @param customers the most that a customer may store
     * @param staff the most that a kefu or admin may store
     * @param types the types that each category accepts, as patterns of {@link MediaType#matches}
     */
    public record Rules(long maxBytes, Quota customers, Quota staff, Map<FileCategory, List<String>> types) {
        private static final List<FileCategory> MOST_SPECIFIC_FIRST =
                List.of(FileCategory.IMAGE, FileCategory.VOICE, FileCategory.VIDEO, FileCategory.FILE);

        public Rules {
            types = Map.copyOf(types);
        }

        /** The categories that accept a type, the most specific one first. */
        List<FileCategory> categoriesOf(MediaType type) {
            return MOST_SPECIFIC_FIRST.stream()
                    .filter(category ->
                            types.getOrDefault(category, List.of()).stream().anyMatch(type::matches))
                    .toList();
        }
    }
}
