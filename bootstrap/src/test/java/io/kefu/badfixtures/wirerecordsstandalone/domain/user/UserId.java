package io.kefu.badfixtures.wirerecordsstandalone.domain.user;

public record UserId(String value) {}
