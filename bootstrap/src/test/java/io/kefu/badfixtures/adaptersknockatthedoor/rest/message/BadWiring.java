package io.kefu.badfixtures.adaptersknockatthedoor.rest.message;

import io.kefu.badfixtures.adaptersknockatthedoor.application.message.SendMessage;
import io.kefu.badfixtures.adaptersknockatthedoor.application.message.port.MessageLog;

final class BadWiring {

    SendMessage sendMessage(MessageLog log) {
        return new SendMessage(log);
    }
}
