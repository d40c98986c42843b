package io.kefu.badfixtures.adaptersknockatthedoor.rest.message;

import io.kefu.badfixtures.adaptersknockatthedoor.application.message.Feed;

record GoodFeedUse(Feed feed) {

    void stop() {
        feed.stop();
    }
}
