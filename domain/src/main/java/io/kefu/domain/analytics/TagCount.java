package io.kefu.domain.analytics;

/** How many sessions have a tag. */
public record TagCount(String tag, long sessions) {}
