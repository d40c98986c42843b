package io.kefu.badfixtures.applicationstandsondomain.domain.message;

public record Message(String text) {}
