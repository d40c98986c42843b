package io.kefu.rest.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is served.
 *
 * @param type the media type with its charset
 * @param content the bytes
 * @param gzip the bytes, compressed with gzip
 */
@SuppressWarnings("ArrayRecordComponent") // The arrays are neither changed nor compared.
record WebFile(MediaType type, byte[] content, byte[] gzip) {

    /**
     * A text file.
     *
     * @param path the path, whose extension decides the media type
     */
    static WebFile of(String path, String text) {
        byte[] content = text.getBytes(UTF_8);
        return new WebFile(typeOf(path), content, compress(content));
    }

    private static MediaType typeOf(String path) {
        String type = switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "html" -> MediaType.TEXT_HTML;
            case "css" -> MediaType.TEXT_CSS;
            case "js" -> "text/javascript";
            case "svg" -> MediaType.IMAGE_SVG;
            default -> MediaType.TEXT_PLAIN;
        };
        return MediaType.of(type + ";charset=utf-8");
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new BestCompression(compressed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    private static final class BestCompression extends GZIPOutputStream {
        BestCompression(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
