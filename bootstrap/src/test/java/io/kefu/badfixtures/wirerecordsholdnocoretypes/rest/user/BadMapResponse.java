package io.kefu.badfixtures.wirerecordsholdnocoretypes.rest.user;

import java.util.Map;

record BadMapResponse(Map<String, Object> fields) {}
