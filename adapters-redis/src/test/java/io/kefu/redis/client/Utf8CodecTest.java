package io.kefu.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.codec.StringCodec;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8CodecTest {
    private final Utf8Codec codec = new Utf8Codec();

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "你好", "é\u0000\r\n", "\uD83D\uDE00", "half a pair \uD83D"})
    void encodesAndDecodesLikeTheCodecOfTheDriver(String text) {
        ByteBuffer key = codec.encodeKey(text);
        assertThat(key).isEqualTo(StringCodec.UTF8.encodeKey(text));
        assertThat(codec.encodeValue(text)).isEqualTo(StringCodec.UTF8.encodeValue(text));
        assertThat(codec.decodeKey(key.duplicate())).isEqualTo(StringCodec.UTF8.decodeKey(key.duplicate()));
        assertThat(codec.decodeValue(key.asReadOnlyBuffer())).isEqualTo(StringCodec.UTF8.decodeValue(key));
    }
}
