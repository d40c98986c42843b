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
import org.jspecify.annotations.Nullable;

/**
 * Answers with contents. A browser shows pictures and plays sounds and films; whatever else there is it may only save, and
 * must neither guess another type nor run anything.
 */
final class Downloads {
    private static final String POLICY =
            "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";

    private Downloads() {}

    /** The whole file or the part that Range names, unless the client has it already. */
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

    /** A small picture, unless the client has it already. */
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
                // Each view asks again, so that what was recalled or deleted is seen no more.
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.of(type.isShown(), name))
                // Compressed on the way, neither the length nor the parts would be true.
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
        for (String header : asked.getAll(HttpHeaders.IF_NONE_MATCH)) {
            for (String known : header.split(",", -1)) {
                String one = known.strip();
                if (one.equals("*") || one.equals(tag) || one.equals("W/" + tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where If-Range names something else than what is here, what the client has is of no use, and it gets the whole. */
    private static Optional<ByteRange> range(HttpHeaders asked, String tag, long size) {
        @Nullable String range = asked.get(HttpHeaders.RANGE);
        @Nullable String onlyIf = asked.get(HttpHeaders.IF_RANGE);
        return range == null || (onlyIf != null && !onlyIf.strip().equals(tag))
                ? Optional.empty()
                : ByteRange.parse(range, size);
    }
}
