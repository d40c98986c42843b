package io.kefu.badfixtures.handlersspeakthewire.rest.user;

import io.kefu.badfixtures.handlersspeakthewire.domain.user.UserId;

final class GoodMapper {

    String toText(UserId id) {
        return id.value();
    }
}
