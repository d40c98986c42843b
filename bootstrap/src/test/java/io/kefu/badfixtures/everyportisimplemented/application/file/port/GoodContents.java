package io.kefu.badfixtures.everyportisimplemented.application.file.port;

public interface GoodContents {

    sealed interface GoodOutcome {
        record Kept() implements GoodOutcome {}
    }
}
