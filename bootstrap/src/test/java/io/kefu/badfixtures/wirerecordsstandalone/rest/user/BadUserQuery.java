package io.kefu.badfixtures.wirerecordsstandalone.rest.user;

import io.kefu.badfixtures.wirerecordsstandalone.domain.user.UserId;

record BadUserQuery(UserId id) {}
