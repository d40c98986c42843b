package io.kefu.websocket.frame;

import io.micronaut.serde.ObjectMapper;
import java.util.Map;

/** Reads, writes and makes frames with the JSON settings of the service. Shared by tests, because making it takes a while. */
public final class TestFrames {
    public static final FrameJson JSON = new FrameJson(
            ObjectMapper.create(Map.of("micronaut.serde.property-naming-strategy", "SNAKE_CASE"), "io.kefu.websocket"));

    public static final Frames FRAMES = new Frames(JSON, new FrameMapperImpl());

    private TestFrames() {}
}
