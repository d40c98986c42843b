package io.kefu.rest.file;

import io.kefu.application.file.FoundFile;

/**
 * Content on its way to a client.
 *
 * @param file is opened by whoever sends it, and closed again: an answer may have to wait behind others, or never be sent
 * @param part what is sent of it
 */
record Download(FoundFile file, ByteRange part) {}
