package io.kefu.websocket.socket;

import io.kefu.websocket.settings.WebSocketSettings;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;

/** Arranges the channel handlers of a socket that was just upgraded. */
public final class SocketPipeline {
    /** The name that Netty gives to the decoder of frames. */
    private static final String DECODER = "wsdecoder";

    private SocketPipeline() {}

    /**
     * Sets up the pipeline: decoder, {@code guard}, aggregator, decompression if it was negotiated, UTF-8 check, then
     * the server's own handler, which also receives the exceptions of the others. The decoder does not send close
     * frames by itself, so that all close frames are sent by {@link Outbound}.
     *
     * @param guard sees every frame as the client sent it
     */
    public static void prepare(Channel channel, ChannelInboundHandler guard, WebSocketSettings settings) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.replace(
                DECODER,
                DECODER,
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(WebSocketSettings.LARGEST_FRAME)
                        .allowExtensions(true)
                        .closeOnProtocolViolation(false)
                        .build()));
        pipeline.addAfter(DECODER, "kefu-aggregator", new WebSocketFrameAggregator(settings.maxFrameBytes()));
        pipeline.addAfter(DECODER, "kefu-guard", guard);
        pipeline.addBefore(
                ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "kefu-utf8", new Utf8FrameValidator(false));
    }
}
