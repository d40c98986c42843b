package io.kefu.application.file;

import io.kefu.application.access.Principal;

/** What somebody shows who wants to read a file. */
public sealed interface FileAccess {

    /** A login. */
    record Login(Principal caller) implements FileAccess {}

    /**
     * A signed link, as its URL spells it.
     *
     * @param expires in seconds since 1970
     * @param signature in URL-safe Base64
     */
    record Link(String expires, String signature) implements FileAccess {}
}
