package io.kefu.rest.docs;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Sets the type and charset of the API's document. It contains Chinese, and static files are sent without a charset.
 */
@ServerFilter("/swagger/*.yml")
final class DocumentCharset {
    private static final MediaType YAML = MediaType.of("application/yaml;charset=utf-8");

    @ResponseFilter
    void name(MutableHttpResponse<?> response) {
        if (response.getStatus() == HttpStatus.OK) {
            response.contentType(YAML);
        }
    }
}
