package io.kefu.badfixtures.wirerecordsstandalone.rest.user;

import java.util.Map;

record BadMapResponse(Map<String, Object> fields) {}
