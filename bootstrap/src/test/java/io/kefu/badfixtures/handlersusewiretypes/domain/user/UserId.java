package io.kefu.badfixtures.handlersusewiretypes.domain.user;

public record UserId(String value) {}
