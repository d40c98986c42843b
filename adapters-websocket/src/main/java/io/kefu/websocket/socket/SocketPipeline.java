package io.kefu.websocket.socket;

import io.kefu.websocket.settings.WebSocketSettings;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;

/** Arranges the channel handlers of a socket that was just upgraded. */
final class SocketPipeline {
    /** The name that Netty gives to the decoder of frames. */
    private static final String DECODER = "wsdecoder";

    /** The largest number of frames that are flushed together. */
    private static final int FLUSH_AFTER = 256;

    private SocketPipeline() {}

    /**
     * Sets up the pipeline: decoder, {@code guard}, aggregator, decompression if it was negotiated, UTF-8 check, then
     * the server's own handler, which also receives the exceptions of the others. The decoder does not send close
     * frames by itself, so that all close frames are sent by {@link Outbound}.
     *
     * @param guard sees every frame as the client sent it
     */
    static void prepare(Channel channel, ChannelInboundHandler guard, WebSocketSettings settings) {
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

    /**
     * Adds a handler that takes the messages, so that the server's own handler does not call the endpoint for each of them. That
     * call took 7 % of the service's time for a message.
     */
    static void takeMessages(Channel channel, ChannelHandler messages) {
        channel.pipeline().addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "kefu-messages", messages);
    }

    /** Adds the watch in front of all handlers, and flushes the frames that are sent during one read together. */
    static void watch(Channel channel, ChannelHandler watch) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addFirst(new FlushConsolidationHandler(FLUSH_AFTER, true));
        // The heartbeat finds dead peers. The idle check of the HTTP server would cost three more timers per socket.
        if (pipeline.get(IdleStateHandler.class) != null) {
            pipeline.remove(IdleStateHandler.class);
        }
        pipeline.addFirst(watch);
    }
}
