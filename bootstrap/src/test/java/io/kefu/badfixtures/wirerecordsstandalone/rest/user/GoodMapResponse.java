package io.kefu.badfixtures.wirerecordsstandalone.rest.user;

import java.util.Map;

record GoodMapResponse(Map<String, String> fields) {}
