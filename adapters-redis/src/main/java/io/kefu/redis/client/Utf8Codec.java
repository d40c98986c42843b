package io.kefu.redis.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.RedisCodec;
import io.micronaut.configuration.lettuce.DefaultRedisCodecFactory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;

/**
 * Keys and values as texts in UTF-8. The codec of the driver allocates a buffer of three bytes per character for each text and
 * then copies it.
 */
@Singleton
@Primary
@Replaces(value = RedisCodec.class, factory = DefaultRedisCodecFactory.class)
public final class Utf8Codec implements RedisCodec<String, String> {
    @Override
    public ByteBuffer encodeKey(String key) {
        return encodeValue(key);
    }

    @Override
    public ByteBuffer encodeValue(String value) {
        return ByteBuffer.wrap(value.getBytes(UTF_8));
    }

    @Override
    public String decodeKey(ByteBuffer bytes) {
        return decodeValue(bytes);
    }

    @Override
    public String decodeValue(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new String(copy, UTF_8);
    }
}
