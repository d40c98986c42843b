package io.kefu.badfixtures.adaptersreceiveusecases.rest.message;

import io.kefu.badfixtures.adaptersreceiveusecases.application.message.Lengths;

final class GoodCounting {

    int count(String text) {
        return Lengths.of(text);
    }
}
