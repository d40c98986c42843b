package io.kefu.badfixtures.featureshavenocycles.application.message;

import io.kefu.badfixtures.featureshavenocycles.application.session.BadOpenSession;

public record BadSendMessage(BadOpenSession openSession) {}
