package io.kefu.websocket.upgrade;

import io.kefu.websocket.settings.WebSocketSettings;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;

/**
 * Negotiates the compression of messages (RFC 7692). A decompressed message may not be larger than {@link
 * WebSocketSettings#LARGEST_FRAME}.
 */
final class Compression {
    private Compression() {}

    /** The handler that negotiates with one client. */
    static WebSocketServerExtensionHandler handler() {
        return new WebSocketServerExtensionHandler(handshaker());
    }

    /**
     * Tries to negotiate one extension that the client offers. An extension that the service does not know is ignored.
     *
     * @throws RuntimeException if the client's offer is malformed
     */
    static void negotiate(WebSocketExtensionData offer) {
        var unused = handshaker().handshakeExtension(offer);
    }

    private static PerMessageDeflateServerExtensionHandshaker handshaker() {
        return new PerMessageDeflateServerExtensionHandshaker(WebSocketSettings.LARGEST_FRAME);
    }
}
