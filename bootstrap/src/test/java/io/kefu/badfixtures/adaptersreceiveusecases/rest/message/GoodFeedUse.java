package io.kefu.badfixtures.adaptersreceiveusecases.rest.message;

import io.kefu.badfixtures.adaptersreceiveusecases.application.message.Feed;

record GoodFeedUse(Feed feed) {

    void stop() {
        feed.stop();
    }
}
