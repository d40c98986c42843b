package io.kefu.application.file;

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

/** Gives out a link with which anybody can read a file for some time, also where no header can be sent. */
public final class LinkFile {
    private final ReadableFiles files;
    private final SignedLinks links;
    private final InstantSource clock;
    private final Duration lifetime;

    public LinkFile(FileRecords records, FileMentions mentions, LinkKey key, InstantSource clock, Duration lifetime) {
        this.files = new ReadableFiles(records, mentions);
        this.links = new SignedLinks(key);
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /**
     * A link to a file that the caller may read. Blocks.
     *
     * @throws DomainException {@link ErrorCode#FILE_NOT_FOUND} for a file that is not there or that the caller may not read
     */
    public Link link(Principal caller, FileId id) {
        Operation.LINK_FILE.requireAllowed(caller);
        files.find(caller, id);
        long expires = clock.instant().plus(lifetime).getEpochSecond();
        return new Link(links.url(id, expires), Instant.ofEpochSecond(expires));
    }

    /**
     * A link.
     *
     * @param url path and query, relative to the service
     */
    public record Link(String url, Instant expiresAt) {}
}
