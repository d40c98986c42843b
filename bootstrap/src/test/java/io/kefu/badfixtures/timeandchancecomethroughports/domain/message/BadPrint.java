package io.kefu.badfixtures.timeandchancecomethroughports.domain.message;

final class BadPrint {

    void print() {
        System.out.println("sent");
    }
}
