package io.kefu.badfixtures.wirerecordsholdnocoretypes.websocket.frame;

import io.kefu.badfixtures.wirerecordsholdnocoretypes.domain.user.UserId;
import java.util.Map;

record BadPush(Map<String, UserId[]> users) implements ServerFrame {}
