package io.kefu.badfixtures.adaptersknockatthedoor.rest.message;

import io.kefu.badfixtures.adaptersknockatthedoor.application.message.SendMessage;

record GoodMessageController(SendMessage sendMessage) {

    long send(String text) {
        return sendMessage.send(new SendMessage.Command(text)).seq();
    }
}
