package io.kefu.badfixtures.handlersspeakthewire.domain.user;

public record UserId(String value) {}
