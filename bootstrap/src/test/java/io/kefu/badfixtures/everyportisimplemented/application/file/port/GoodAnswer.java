package io.kefu.badfixtures.everyportisimplemented.application.file.port;

public sealed interface GoodAnswer {

    record Yes() implements GoodAnswer {}
}
