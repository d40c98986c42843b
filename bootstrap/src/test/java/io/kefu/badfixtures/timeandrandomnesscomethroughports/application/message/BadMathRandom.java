package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

final class BadMathRandom {

    double value() {
        return Math.random();
    }
}
