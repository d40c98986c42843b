package io.kefu.application.file;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.file.port.LinkKey;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Creates a link with which anybody can read a file for a limited time, for example in an {@code <img>} element, which
 * cannot send an {@code Authorization} header.
 */
@UseCase
public final class LinkFile {
    private final ReadableFiles files;
    private final SignedLinks links;
    private final InstantSource clock;
    private final Duration lifetime;

    public LinkFile(FileRecords records, FileMentions mentions, LinkKey key, InstantSource clock, Rules rules) {
        this.files = new ReadableFiles(records, mentions);
        this.links = new SignedLinks(key);
        this.clock = clock;
        this.lifetime = rules.lifetime();
    }

    /**
     * Creates a link. Blocks.
     *
     * @throws DomainException {@link ErrorCode#FILE_NOT_FOUND} if the file does not exist or the caller may not read it
     */
    public Link link(Principal caller, FileId id) {
        Operation.LINK_FILE.requireAllowed(caller);
        files.find(caller, id);
        long expires = clock.instant().plus(lifetime).getEpochSecond();
        return new Link(id, Instant.ofEpochSecond(expires), links.sign(id, expires));
    }

    /**
     * A signed link.
     *
     * @param expiresAt the end of the link, to the second
     * @param signature safe in the query of a URL
     */
    public record Link(FileId file, Instant expiresAt, String signature) {}

    /**
     * Limits of signed links.
     *
     * @param lifetime how long a signed link is valid
     */
    public record Rules(Duration lifetime) {}
}
