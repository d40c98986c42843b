package io.kefu.rest;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.file.DeleteFile;
import io.kefu.application.file.FindFile;
import io.kefu.application.file.LinkFile;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.file.upload.UploadFile;
import io.kefu.domain.file.FileCategory;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Wires what is done with files to the stubs. */
@Factory
final class FileUseCases {
    private static final Quota ROOM = new Quota(1_000, 1_000_000);

    @Singleton
    UploadFile uploadFile(
            StubUserStore users,
            InMemoryFileRecords files,
            InMemoryFileMentions mentions,
            InMemoryFileContents contents,
            Stubs.Limits limits,
            Secrets secrets,
            InstantSource clock) {
        UploadFile.Rules rules = new UploadFile.Rules(
                100_000, ROOM, ROOM, Map.of(FileCategory.IMAGE, List.of("image/*"), FileCategory.FILE, List.of("*/*")));
        return new UploadFile(contents, files, users, new Stubs.Types(), limits, secrets, clock, rules);
    }

    @Singleton
    FindFile findFile(
            InMemoryFileRecords files,
            InMemoryFileMentions mentions,
            InMemoryFileContents contents,
            LinkKey linkKey,
            InstantSource clock) {
        return new FindFile(files, mentions, contents, new Stubs.Miniatures(), linkKey, clock);
    }

    @Singleton
    LinkFile linkFile(InMemoryFileRecords files, InMemoryFileMentions mentions, LinkKey linkKey, InstantSource clock) {
        return new LinkFile(files, mentions, linkKey, clock, Duration.ofMinutes(10));
    }

    @Singleton
    DeleteFile deleteFile(InMemoryFileRecords files, InMemoryFileMentions mentions, InMemoryFileContents contents) {
        return new DeleteFile(files, mentions, contents);
    }
}
