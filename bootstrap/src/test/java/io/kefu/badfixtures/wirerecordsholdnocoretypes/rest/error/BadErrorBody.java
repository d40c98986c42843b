package io.kefu.badfixtures.wirerecordsholdnocoretypes.rest.error;

import io.kefu.badfixtures.wirerecordsholdnocoretypes.domain.user.UserId;

record BadErrorBody(UserId culprit) {}
