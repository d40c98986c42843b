package io.kefu.badfixtures.wirerecordsholdnocoretypes.rest.user;

import io.kefu.badfixtures.wirerecordsholdnocoretypes.domain.user.UserId;

record BadUserRequest(UserId id) {}
