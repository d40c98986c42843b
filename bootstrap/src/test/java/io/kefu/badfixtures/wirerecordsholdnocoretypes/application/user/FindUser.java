package io.kefu.badfixtures.wirerecordsholdnocoretypes.application.user;

public interface FindUser {

    record Result(String name) {}
}
