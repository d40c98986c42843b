package io.kefu.badfixtures.wirerecordsstandalone.application.user;

public interface FindUser {

    record Result(String name) {}
}
