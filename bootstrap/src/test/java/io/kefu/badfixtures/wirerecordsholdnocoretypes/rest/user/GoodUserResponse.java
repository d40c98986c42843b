package io.kefu.badfixtures.wirerecordsholdnocoretypes.rest.user;

import io.kefu.badfixtures.wirerecordsholdnocoretypes.domain.user.UserId;

record GoodUserResponse(String userId) {

    static final UserId NOBODY = new UserId("nobody");

    static GoodUserResponse of(UserId id) {
        return new GoodUserResponse(id.value());
    }
}
