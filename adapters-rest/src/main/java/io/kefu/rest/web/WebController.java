package io.kefu.rest.web;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.rest.origin.PageOrigins;
import io.micronaut.context.env.Environment;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Serves the web pages, the widget and the JavaScript client. Files under {@code /assets/{version}/} never change and may be cached for
 * ever; a browser asks for all others each time whether they have changed. The files are read at the first request.
 */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class WebController {
    private static final String REVALIDATE = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; frame-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors ";
    private static final Pattern REFUSED = Pattern.compile("gzip\\s*;\\s*q=0(?:\\.0*)?");

    private final Supplier<WebFiles> files;
    private final PageOrigins origins;

    WebController(Environment environment, PageOrigins origins) {
        this.files = SupplierUtil.memoized(
                () -> new WebFiles(environment.getActiveNames().contains("demo")));
        this.origins = origins;
    }

    @Get("/")
    HttpResponse<byte[]> readLanding(HttpRequest<?> request) {
        return page(request, "index.html", "'none'");
    }

    @Get("/kefu")
    HttpResponse<byte[]> readConsole(HttpRequest<?> request) {
        return page(request, "console/index.html", "'none'");
    }

    /** The customers' page, which pages of allowed origins may show in a frame. */
    @Get("/chat")
    HttpResponse<byte[]> readChat(HttpRequest<?> request) {
        return page(request, "chat/index.html", origins.frameAncestors());
    }

    @Get("/widget.js")
    HttpResponse<byte[]> readWidget(HttpRequest<?> request) {
        return file(request, "widget/widget.js", REVALIDATE);
    }

    @Get("/sdk/kefu.js")
    HttpResponse<byte[]> readClient(HttpRequest<?> request) {
        return file(request, "sdk/kefu.js", REVALIDATE);
    }

    @Get("/sdk/kefu.d.ts")
    HttpResponse<byte[]> readClientTypes(HttpRequest<?> request) {
        return file(request, "sdk/kefu.d.ts", REVALIDATE);
    }

    /**
     * A file of a page. During an upgrade, a page of a node with another version may ask this node: it gets the file of this version,
     * which is then not cached.
     */
    @Get("/assets/{version}/{+path}")
    HttpResponse<byte[]> readAsset(HttpRequest<?> request, String version, String path) {
        return file(request, path, version.equals(files.get().version()) ? FOR_EVER : REVALIDATE);
    }

    private HttpResponse<byte[]> page(HttpRequest<?> request, String path, String frameAncestors) {
        return file(request, path, REVALIDATE)
                .header("Content-Security-Policy", CONTENT_POLICY + frameAncestors)
                .header("Referrer-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=()");
    }

    private MutableHttpResponse<byte[]> file(HttpRequest<?> request, String path, String caching) {
        WebFile file = files.get().find(path).orElseThrow(() -> DomainException.of(ErrorCode.ROUTE_NOT_FOUND));
        String tag = "W/\"" + files.get().version() + '"';
        boolean isKnown =
                request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream().anyMatch(tags -> tags.contains(tag));
        MutableHttpResponse<byte[]> answer = isKnown ? HttpResponse.notModified() : content(request, file);
        return answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("X-Content-Type-Options", "nosniff");
    }

    private static MutableHttpResponse<byte[]> content(HttpRequest<?> request, WebFile file) {
        return acceptsGzip(request)
                ? HttpResponse.ok(file.gzip()).contentType(file.type()).header(HttpHeaders.CONTENT_ENCODING, "gzip")
                : HttpResponse.ok(file.content()).contentType(file.type());
    }

    private static boolean acceptsGzip(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(encodings -> Arrays.stream(encodings.split(",")))
                .map(encoding -> encoding.strip().toLowerCase(Locale.ROOT))
                .anyMatch(encoding -> encoding.startsWith("gzip")
                        && !REFUSED.matcher(encoding).matches());
    }
}
