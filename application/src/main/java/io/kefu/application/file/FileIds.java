package io.kefu.application.file;

import io.kefu.application.hash.Sha256;
import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.file.FileId;
import io.kefu.domain.user.UserId;

/** Creates the ids of files: the group follows from the uploader's id, the other characters are random. */
public final class FileIds {
    /** How many random characters of URL-safe Base64 an id has. */
    public static final int SECRET_LENGTH = FileId.LENGTH - 2;

    private FileIds() {}

    /** Creates the id of a file from {@value #SECRET_LENGTH} random characters of URL-safe Base64. */
    public static FileId of(UserId uploader, String secret) {
        if (!Base64Url.isText(secret, 0, SECRET_LENGTH)) {
            throw new IllegalArgumentException(
                    "The random part of a file id must have " + SECRET_LENGTH + " characters");
        }
        return new FileId(FileId.PREFIX + FileId.groupPrefix(groupOf(uploader)) + secret);
    }

    /** The group of a user's files: the first 12 bits of the id's SHA-256. */
    public static int groupOf(UserId uploader) {
        return Base64Url.groupOf(Sha256.of(uploader.value()));
    }
}
