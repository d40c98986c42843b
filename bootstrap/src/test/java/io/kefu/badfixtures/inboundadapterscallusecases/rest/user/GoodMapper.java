package io.kefu.badfixtures.inboundadapterscallusecases.rest.user;

import io.kefu.badfixtures.inboundadapterscallusecases.application.user.port.UserStore.Found;
import io.kefu.badfixtures.inboundadapterscallusecases.application.user.port.UserStore.Present;

final class GoodMapper {
    String name(Found found) {
        return found instanceof Present present ? present.name() : "";
    }
}
