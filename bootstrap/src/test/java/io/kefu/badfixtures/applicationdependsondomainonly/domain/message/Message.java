package io.kefu.badfixtures.applicationdependsondomainonly.domain.message;

public record Message(String text) {}
