package io.kefu.badfixtures.wirerecordsstandalone.websocket.frame;

import io.kefu.badfixtures.wirerecordsstandalone.domain.user.UserId;
import java.util.Map;

record BadPush(Map<String, UserId[]> users) implements ServerFrame {}
