package io.kefu.bootstrap.json;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.JsonStreamConfig;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.SerdeRegistry;
import io.micronaut.serde.config.SerdeConfiguration;
import io.micronaut.serde.jackson.JacksonJsonMapper;
import io.micronaut.serde.jackson.SerdeJacksonConfiguration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Processor;

/**
 * The JSON mapper of the whole service. It reads with {@link IJsonReader}, so that HTTP bodies and socket frames are held to
 * the same rules, and leaves binding and writing to the library's mapper.
 */
@Singleton
@Primary
@Replaces(JacksonJsonMapper.class)
final class IJsonMapper implements ObjectMapper {
    private final IJsonReader reader;
    private final JsonMapper mapper;
    private final SerdeRegistry registry;

    @Inject
    IJsonMapper(SerdeRegistry registry, SerdeConfiguration serde, SerdeJacksonConfiguration jackson) {
        this(new IJsonReader(), new JacksonJsonMapper(registry, serde, jackson), registry);
    }

    private IJsonMapper(IJsonReader reader, JsonMapper mapper, SerdeRegistry registry) {
        this.reader = reader;
        this.mapper = mapper;
        this.registry = registry;
    }

    @Override
    public <T> @Nullable T readValue(byte[] utf8, Argument<T> type) throws IOException {
        JsonNode tree = reader.read(utf8);
        return type.getType() == JsonNode.class ? type.getType().cast(tree) : mapper.readValueFromTree(tree, type);
    }

    @Override
    public <T> @Nullable T readValue(InputStream utf8, Argument<T> type) throws IOException {
        return readValue(utf8.readAllBytes(), type);
    }

    @Override
    public JsonMapper createSpecific(Argument<?> type) {
        return new IJsonMapper(reader, mapper.createSpecific(type), registry);
    }

    @Override
    public SerdeRegistry getSerdeRegistry() {
        return registry;
    }

    @Override
    public <T> @Nullable T readValueFromTree(JsonNode tree, Argument<T> type) throws IOException {
        return mapper.readValueFromTree(tree, type);
    }

    /** The interface still demands this method, although it is deprecated and the server does not call it. */
    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public Processor<byte[], JsonNode> createReactiveParser(
            Consumer<Processor<byte[], JsonNode>> onSubscribe, boolean streamArray) {
        return mapper.createReactiveParser(onSubscribe, streamArray);
    }

    @Override
    public JsonNode writeValueToTree(@Nullable Object value) throws IOException {
        return mapper.writeValueToTree(value);
    }

    @Override
    public <T> JsonNode writeValueToTree(Argument<T> type, @Nullable T value) throws IOException {
        return mapper.writeValueToTree(type, value);
    }

    @Override
    public void writeValue(OutputStream target, @Nullable Object value) throws IOException {
        mapper.writeValue(target, value);
    }

    @Override
    public <T> void writeValue(OutputStream target, Argument<T> type, @Nullable T value) throws IOException {
        mapper.writeValue(target, type, value);
    }

    @Override
    public byte[] writeValueAsBytes(@Nullable Object value) throws IOException {
        return mapper.writeValueAsBytes(value);
    }

    @Override
    public <T> byte[] writeValueAsBytes(Argument<T> type, @Nullable T value) throws IOException {
        return mapper.writeValueAsBytes(type, value);
    }

    @Override
    public JsonStreamConfig getStreamConfig() {
        return mapper.getStreamConfig();
    }
}
