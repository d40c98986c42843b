package io.kefu.application.file;

import io.kefu.application.access.Principal;

/** How a reader proves the right to read a file. */
public sealed interface FileAccess {

    /** The reader is logged in. */
    record Login(Principal caller) implements FileAccess {}

    /**
     * The reader has a signed link. The values are the unchecked query parameters of the URL.
     *
     * @param expires the end of the link in seconds since 1970
     * @param signature the signature in URL-safe Base64
     */
    record Link(String expires, String signature) implements FileAccess {}
}
