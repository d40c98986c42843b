package io.kefu.rest.origin;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages that may use the service from a browser.
 *
 * @param origins the origins of pages besides the service's own; the text {@code *} allows any, the text {@code null} allows pages
 *     without an origin; none by default
 */
@ConfigurationProperties("kefu.http")
record OriginSettings(@Nullable List<String> origins) {}
