package io.kefu.badfixtures.wirerecordsstandalone.rest.user;

import io.kefu.badfixtures.wirerecordsstandalone.application.user.FindUser;
import java.util.List;

record BadUserResponse(List<FindUser.Result> users) {}
