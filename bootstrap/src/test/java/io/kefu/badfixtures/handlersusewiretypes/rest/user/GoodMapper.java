package io.kefu.badfixtures.handlersusewiretypes.rest.user;

import io.kefu.badfixtures.handlersusewiretypes.domain.user.UserId;

final class GoodMapper {

    String toText(UserId id) {
        return id.value();
    }
}
