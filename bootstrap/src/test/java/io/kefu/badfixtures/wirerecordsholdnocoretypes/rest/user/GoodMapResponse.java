package io.kefu.badfixtures.wirerecordsholdnocoretypes.rest.user;

import java.util.Map;

record GoodMapResponse(Map<String, String> fields) {}
