package io.kefu.badfixtures.adaptersreceiveusecases.rest.message;

import io.kefu.badfixtures.adaptersreceiveusecases.application.message.SendMessage;
import io.kefu.badfixtures.adaptersreceiveusecases.application.message.port.MessageLog;

final class BadWiring {

    SendMessage sendMessage(MessageLog log) {
        return new SendMessage(log);
    }
}
