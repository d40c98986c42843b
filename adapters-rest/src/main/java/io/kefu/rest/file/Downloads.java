package io.kefu.rest.file;

import io.kefu.application.file.FoundFile;
import io.kefu.application.file.port.Thumbnails.Thumbnail;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.rest.error.RangeNotSatisfiableException;
import io.kefu.rest.stream.Streamed;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answers that carry a file's content. Browsers may show images and play sound and video. Contents of other types
 * can only be saved. Browsers must not guess another type and must not run scripts.
 */
final class Downloads {
    private static final String POLICY =
            "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";

    private static final Pattern COMMA = Pattern.compile(",");

    private Downloads() {}

    /** The whole file or the part that {@code Range} asks for; 304 if the client's copy is current. */
    static HttpResponse<?> of(FoundFile found, HttpRequest<?> request) {
        StoredFile file = found.file();
        String tag = '"' + file.sha256() + '"';
        if (isKnown(request.getHeaders(), tag)) {
            return notModified(tag);
        }
        Optional<ByteRange> range = range(request.getHeaders(), tag, file.size());
        if (range.isEmpty()) {
            return part(found, request, HttpStatus.OK, new ByteRange(0, file.size()), tag);
        }
        if (!range.get().isSatisfiable()) {
            throw new RangeNotSatisfiableException(file.size());
        }
        return part(found, request, HttpStatus.PARTIAL_CONTENT, range.get(), tag)
                .header(HttpHeaders.CONTENT_RANGE, range.get().of(file.size()));
    }

    private static MutableHttpResponse<Streamed> part(
            FoundFile found, HttpRequest<?> request, HttpStatus status, ByteRange part, String tag) {
        if (request.getMethod() != HttpMethod.HEAD) {
            found.requireContent();
        }
        return described(
                        HttpResponse.<Streamed>status(status)
                                .body(new Streamed(
                                        () -> found.open(part.first(), part.length()), OptionalLong.of(part.length()))),
                        found.file().type(),
                        found.file().name(),
                        tag)
                .header(HttpHeaders.CONTENT_LENGTH, Long.toString(part.length()))
                .header(HttpHeaders.ACCEPT_RANGES, "bytes");
    }

    /** A thumbnail; 304 if the client's copy is current. */
    static HttpResponse<?> ofThumbnail(FoundFile found, int size, HttpHeaders asked) {
        StoredFile file = found.file();
        String tag = '"' + file.sha256() + "-" + size + '"';
        if (isKnown(asked, tag)) {
            return notModified(tag);
        }
        Thumbnail thumbnail = found.thumbnail(size);
        byte[] bytes = new byte[thumbnail.bytes().remaining()];
        thumbnail.bytes().duplicate().get(bytes);
        return described(HttpResponse.ok(bytes), thumbnail.type(), file.name(), tag);
    }

    private static <T> MutableHttpResponse<T> described(
            MutableHttpResponse<T> answer, MediaType type, FileName name, String tag) {
        return answer.contentType(io.micronaut.http.MediaType.of(type.value()))
                .header(HttpHeaders.ETAG, tag)
                // Browsers ask again for each view, so that a file is not shown after it was recalled or deleted.
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.of(type.isShown(), name))
                // The server would compress the content otherwise, and the length and the ranges would be wrong.
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY);
    }

    private static HttpResponse<?> notModified(String tag) {
        return HttpResponse.notModified()
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    private static boolean isKnown(HttpHeaders asked, String tag) {
        return asked.getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    /** The range to send; empty if {@code If-Range} names another version, because the client then needs the whole file. */
    private static Optional<ByteRange> range(HttpHeaders asked, String tag, long size) {
        @Nullable String range = asked.get(HttpHeaders.RANGE);
        @Nullable String onlyIf = asked.get(HttpHeaders.IF_RANGE);
        return range == null || (onlyIf != null && !onlyIf.strip().equals(tag))
                ? Optional.empty()
                : ByteRange.parse(range, size);
    }
}
