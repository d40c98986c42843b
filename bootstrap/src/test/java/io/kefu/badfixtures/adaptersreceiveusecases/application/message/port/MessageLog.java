package io.kefu.badfixtures.adaptersreceiveusecases.application.message.port;

public interface MessageLog {

    record Appended(long seq) {}
}
