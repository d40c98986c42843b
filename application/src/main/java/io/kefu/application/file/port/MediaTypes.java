package io.kefu.application.file.port;

import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;

/** Tells what a content is. Does not block, and touches nothing outside. */
public interface MediaTypes {

    /** How many bytes of a content are looked at. */
    int HEAD = 65_536;

    /**
     * The type of a content, {@code application/octet-stream} where nothing more precise can be said.
     *
     * @param head the content's first {@value #HEAD} bytes, or all that there are
     * @param name may tell apart what looks alike from within, such as the formats of office programs, and can never make
     *     anything an image, a sound, a film or a web page
     */
    MediaType detect(byte[] head, FileName name);
}
