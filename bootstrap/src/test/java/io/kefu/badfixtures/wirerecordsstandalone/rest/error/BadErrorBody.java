package io.kefu.badfixtures.wirerecordsstandalone.rest.error;

import io.kefu.badfixtures.wirerecordsstandalone.domain.user.UserId;

record BadErrorBody(UserId culprit) {}
