package io.kefu.badfixtures.nosettingsorthreadsinthecore.application.message;

final class BadEnvironment {
    String home() {
        return System.getenv("HOME");
    }
}
