package io.kefu.rest.origin;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages that may use the service from a browser.
 *
 * @param origins the origins of pages besides the service's own; {@code *} for any, {@code null} for pages without an origin;
 *     none by default
 */
@ConfigurationProperties("kefu.http")
record OriginSettings(@Nullable List<String> origins) {}
