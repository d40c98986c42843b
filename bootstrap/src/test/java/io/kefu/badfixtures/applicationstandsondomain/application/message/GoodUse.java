package io.kefu.badfixtures.applicationstandsondomain.application.message;

import io.kefu.badfixtures.applicationstandsondomain.domain.message.Message;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

record GoodUse(Clock clock, InputStream contents, CompletionStage<Message> message) {

    static byte[] bytes(Message message) {
        return message.text().getBytes(StandardCharsets.UTF_8);
    }
}
