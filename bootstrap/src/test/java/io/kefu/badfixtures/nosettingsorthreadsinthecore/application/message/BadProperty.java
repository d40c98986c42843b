package io.kefu.badfixtures.nosettingsorthreadsinthecore.application.message;

final class BadProperty {
    String home() {
        return System.getProperty("user.dir");
    }
}
