package io.kefu.websocket.upgrade;

import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.websocket.settings.WebSocketSettings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks whether a request is an opening handshake that the service can answer with an upgrade (RFC 6455, section 4.2.1). */
final class Handshake {
    /** The one version of the protocol that the service speaks. */
    static final String VERSION = "13";

    static final String UPGRADE = "Upgrade";
    static final String SEC_WEBSOCKET_VERSION = "Sec-WebSocket-Version";

    /** 16 bytes in Base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private static final String WEBSOCKET = HttpHeaderValues.WEBSOCKET.toString();

    private Handshake() {}

    /** The first violation that makes the request an invalid handshake; empty for a valid one. */
    static Optional<Violation> fault(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (request.decoderResult().isFailure() || !isReadable(request.uri())) {
            return fault("request", Reason.MALFORMED);
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return fault("method", Reason.NOT_ALLOWED);
        }
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, WEBSOCKET, true)) {
            return fault(UPGRADE, Reason.REQUIRED);
        }
        if (!isOnly(headers.getAll(HttpHeaderNames.UPGRADE), WEBSOCKET)) {
            return fault(UPGRADE, Reason.MALFORMED);
        }
        if (!isOnly(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION), VERSION)) {
            return fault(SEC_WEBSOCKET_VERSION, Reason.NOT_ALLOWED);
        }
        List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1 || !KEY.matcher(keys.getFirst()).matches()) {
            return fault("Sec-WebSocket-Key", keys.isEmpty() ? Reason.REQUIRED : Reason.MALFORMED);
        }
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || hosts.getFirst().isBlank()) {
            return fault("Host", hosts.isEmpty() ? Reason.REQUIRED : Reason.MALFORMED);
        }
        if (request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0) {
            return fault("HTTP version", Reason.NOT_ALLOWED);
        }
        if (hasBody(request)) {
            return fault("body", Reason.NOT_ALLOWED);
        }
        if (!areExtensionsReadable(headers)) {
            return fault("Sec-WebSocket-Extensions", Reason.MALFORMED);
        }
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                ? Optional.empty()
                : fault("Connection", Reason.REQUIRED);
    }

    private static Optional<Violation> fault(String field, Reason reason) {
        return Optional.of(Violation.of(field, reason));
    }

    private static boolean isOnly(List<String> values, String wanted) {
        return values.size() == 1 && values.getFirst().strip().equalsIgnoreCase(wanted);
    }

    private static boolean hasBody(HttpRequest request) {
        List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || lengths.stream().anyMatch(length -> !length.strip().equals("0"));
    }

    private static boolean isReadable(String uri) {
        try {
            return !URI.create(uri).toString().isEmpty();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Negotiates the compression of messages (RFC 7692), and limits the size of a decompressed message. */
    static PerMessageDeflateServerExtensionHandshaker compression() {
        return new PerMessageDeflateServerExtensionHandshaker(WebSocketSettings.LARGEST_FRAME);
    }

    /**
     * Whether Netty can negotiate the extensions. It throws for some malformed lists and for invalid offers of
     * compression.
     */
    private static boolean areExtensionsReadable(HttpHeaders headers) {
        String extensions = headers.get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
        if (extensions == null) {
            return true;
        }
        try {
            WebSocketExtensionUtil.extractExtensions(extensions).forEach(compression()::handshakeExtension);
            return true;
        } catch (RuntimeException malformed) {
            return false;
        }
    }
}
