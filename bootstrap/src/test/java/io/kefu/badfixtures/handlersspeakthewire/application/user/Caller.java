package io.kefu.badfixtures.handlersspeakthewire.application.user;

import io.kefu.badfixtures.handlersspeakthewire.domain.user.UserId;

public record Caller(UserId id) {}
