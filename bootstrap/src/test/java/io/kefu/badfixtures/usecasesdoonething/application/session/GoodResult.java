package io.kefu.badfixtures.usecasesdoonething.application.session;

public sealed interface GoodResult {

    record Opened() implements GoodResult {}
}
