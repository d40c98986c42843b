package io.kefu.badfixtures.adaptersreceiveusecases.rest.message;

import io.kefu.badfixtures.adaptersreceiveusecases.application.message.SendMessage;

record GoodMessageController(SendMessage sendMessage) {

    long send(String text) {
        return sendMessage.send(new SendMessage.Command(text)).seq();
    }
}
