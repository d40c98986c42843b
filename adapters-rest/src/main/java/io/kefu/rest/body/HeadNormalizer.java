package io.kefu.rest.body;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the target and headers of a request to the forms that the server knows, because the server compares headers as text. By
 * RFC 9110 the names of media types and of their parameters are case-insensitive, the values of parameters may be quoted, {@code
 * identity} is no encoding, and a range such as {@code application/*} accepts JSON.
 */
final class HeadNormalizer {
    private static final String JSON = "application/json";
    private static final Pattern COMMA = Pattern.compile(",");

    /** A range that includes JSON, with its parameters as the group. */
    private static final Pattern RANGE =
            Pattern.compile("(?:^|,)\\s*(?:application|\\*)/\\*\\s*((?:;[^,]*)?)(?=,|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~\\w-]*+");
    private static final Pattern NOT_ACCEPTED =
            Pattern.compile(";\\s*q\\s*=\\s*0(?:\\.0*)?\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);

    private HeadNormalizer() {}

    static void normalize(HttpRequest head) {
        head.setUri(RequestTarget.escaped(head.uri()));
        normalize(head.headers());
    }

    static void normalize(HttpHeaders headers) {
        normalizeEncoding(headers);
        normalizeContentType(headers);
        normalizeAccept(headers);
    }

    private static void normalizeEncoding(HttpHeaders headers) {
        List<String> encodings = headers.getAll(HttpHeaderNames.CONTENT_ENCODING);
        if (!encodings.isEmpty()
                && encodings.stream()
                        .flatMap(COMMA::splitAsStream)
                        .allMatch(encoding -> encoding.strip().equalsIgnoreCase("identity"))) {
            headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        }
    }

    private static void normalizeContentType(HttpHeaders headers) {
        @Nullable String given = headers.get(HttpHeaderNames.CONTENT_TYPE);
        if (given == null) {
            return;
        }
        int end = given.indexOf(';');
        String type = (end < 0 ? given : given.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        boolean isForm = HttpHeaderValues.MULTIPART_FORM_DATA.contentEquals(type);
        HeaderParameters.of(given).ifPresent(parameters -> {
            StringBuilder normalized = new StringBuilder(type);
            parameters.forEach((name, value) -> {
                // The server's form decoder accepts only these two parameters.
                if (!isForm || name.equals("boundary") || name.equals("charset")) {
                    normalized.append("; ").append(name).append('=').append(quotedIfNeeded(value));
                }
            });
            headers.set(HttpHeaderNames.CONTENT_TYPE, normalized.toString());
        });
    }

    private static String quotedIfNeeded(String value) {
        return TOKEN.matcher(value).matches()
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Adds JSON to the accepted types if a range includes it. */
    private static void normalizeAccept(HttpHeaders headers) {
        List<String> given = headers.getAll(HttpHeaderNames.ACCEPT);
        String all = String.join(", ", given);
        if (given.isEmpty() || all.toLowerCase(Locale.ROOT).contains(JSON)) {
            return;
        }
        Matcher ranges = RANGE.matcher(all);
        while (ranges.find()) {
            if (!NOT_ACCEPTED.matcher(ranges.group(1)).find()) {
                headers.set(HttpHeaderNames.ACCEPT, all + ", " + JSON);
                return;
            }
        }
    }
}
