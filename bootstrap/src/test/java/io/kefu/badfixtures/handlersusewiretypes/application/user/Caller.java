package io.kefu.badfixtures.handlersusewiretypes.application.user;

import io.kefu.badfixtures.handlersusewiretypes.domain.user.UserId;

public record Caller(UserId id) {}
