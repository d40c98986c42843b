package io.kefu.badfixtures.wirerecordsholdnocoretypes.rest.user;

import io.kefu.badfixtures.wirerecordsholdnocoretypes.domain.user.UserId;

/** No record: it waits in memory and is never written as JSON. */
final class GoodPendingRequest {

    final UserId id;

    GoodPendingRequest(UserId id) {
        this.id = id;
    }
}
