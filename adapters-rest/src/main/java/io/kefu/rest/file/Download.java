package io.kefu.rest.file;

import java.io.InputStream;

/**
 * Content on its way to a client.
 *
 * @param content is closed by whoever sends it
 * @param length how many bytes it has
 */
record Download(InputStream content, long length) {}
