package io.kefu.badfixtures.adaptersreceiveusecases.redis.message;

import io.kefu.badfixtures.adaptersreceiveusecases.application.message.port.MessageLog;

final class GoodMessageLog implements MessageLog {

    Appended append() {
        return new Appended(1);
    }
}
