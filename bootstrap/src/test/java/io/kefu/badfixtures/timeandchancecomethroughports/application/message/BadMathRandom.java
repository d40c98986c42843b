package io.kefu.badfixtures.timeandchancecomethroughports.application.message;

final class BadMathRandom {

    double value() {
        return Math.random();
    }
}
