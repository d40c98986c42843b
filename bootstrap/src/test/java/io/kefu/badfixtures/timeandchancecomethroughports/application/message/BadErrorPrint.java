package io.kefu.badfixtures.timeandchancecomethroughports.application.message;

final class BadErrorPrint {

    void print() {
        System.err.println("sent");
    }
}
