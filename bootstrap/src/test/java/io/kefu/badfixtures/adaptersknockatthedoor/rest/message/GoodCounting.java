package io.kefu.badfixtures.adaptersknockatthedoor.rest.message;

import io.kefu.badfixtures.adaptersknockatthedoor.application.message.Lengths;

final class GoodCounting {

    int count(String text) {
        return Lengths.of(text);
    }
}
