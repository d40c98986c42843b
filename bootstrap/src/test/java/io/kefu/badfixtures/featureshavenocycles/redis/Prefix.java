package io.kefu.badfixtures.featureshavenocycles.redis;

public record Prefix(String text) {}
