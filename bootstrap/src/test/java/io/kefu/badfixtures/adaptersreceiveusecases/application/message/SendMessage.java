package io.kefu.badfixtures.adaptersreceiveusecases.application.message;

import io.kefu.application.UseCase;
import io.kefu.badfixtures.adaptersreceiveusecases.application.message.port.MessageLog;

/** A use case. */
@UseCase
public final class SendMessage {

    private final MessageLog log;

    public SendMessage(MessageLog log) {
        this.log = log;
    }

    public Result send(Command command) {
        return new Result(command.text().length(), log);
    }

    public record Command(String text) {}

    public record Result(long seq, MessageLog log) {}
}
