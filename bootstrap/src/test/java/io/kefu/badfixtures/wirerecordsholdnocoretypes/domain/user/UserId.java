package io.kefu.badfixtures.wirerecordsholdnocoretypes.domain.user;

public record UserId(String value) {}
