package io.kefu.badfixtures.adaptersknockatthedoor.redis.message;

import io.kefu.badfixtures.adaptersknockatthedoor.application.message.port.MessageLog;

final class GoodMessageLog implements MessageLog {

    Appended append() {
        return new Appended(1);
    }
}
