package io.kefu.badfixtures.timeandrandomnesscomethroughports.domain.message;

final class BadPrint {

    void print() {
        System.out.println("sent");
    }
}
