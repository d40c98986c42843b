package io.kefu.badfixtures.adaptersknockatthedoor.application.message.port;

public interface MessageLog {

    record Appended(long seq) {}
}
