package io.kefu.rest.docs;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Sets the media type and charset of the OpenAPI and AsyncAPI documents. They contain Chinese, and the server sends static
 * files without a charset.
 */
@ServerFilter({"/swagger/*.yml", "/asyncapi.yml"})
final class DocumentCharset {
    private static final MediaType YAML = MediaType.of("application/yaml;charset=utf-8");

    @ResponseFilter
    void setType(MutableHttpResponse<?> response) {
        if (response.getStatus() == HttpStatus.OK) {
            response.contentType(YAML);
        }
    }
}
