package io.kefu.badfixtures.wirerecordsholdnocoretypes.rest.user;

import io.kefu.badfixtures.wirerecordsholdnocoretypes.application.user.FindUser;
import java.util.List;

record BadUserResponse(List<FindUser.Result> users) {}
