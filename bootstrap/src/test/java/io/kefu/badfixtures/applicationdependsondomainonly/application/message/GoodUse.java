package io.kefu.badfixtures.applicationdependsondomainonly.application.message;

import io.kefu.badfixtures.applicationdependsondomainonly.domain.message.Message;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

record GoodUse(Clock clock, InputStream contents, CompletionStage<Message> message) {

    static byte[] bytes(Message message) {
        return message.text().getBytes(StandardCharsets.UTF_8);
    }
}
