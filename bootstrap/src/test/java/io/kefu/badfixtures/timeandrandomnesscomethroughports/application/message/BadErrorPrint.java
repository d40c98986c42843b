package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

final class BadErrorPrint {

    void print() {
        System.err.println("sent");
    }
}
